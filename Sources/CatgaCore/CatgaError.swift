/// Why a message was not handled: what every `send` and `publish` throws.
///
/// The value is made of numbers and text only, so that it means the same in this process and on another node.
public struct CatgaError: Error, Hashable, Sendable {
    /// What went wrong, by number. Numbers are part of the wire and never change their meaning; a newer node may send
    /// one that this version has no name for.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int32

        @inlinable
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// Bytes named a message type that this process does not know.
        public static let unknownMessage = Code(rawValue: 1)
        /// Nobody handles this request.
        public static let noHandler = Code(rawValue: 2)
        /// Two handlers were registered for one request, or one module twice.
        public static let duplicateHandler = Code(rawValue: 3)
        /// A handler was registered after the first message had been dispatched.
        public static let frozen = Code(rawValue: 4)
        /// The handler declined with one of its own ``HandlerError`` cases; see ``CatgaError/handlerCode``.
        public static let rejected = Code(rawValue: 5)
        /// The handler threw something else.
        public static let handlerFailed = Code(rawValue: 6)
        /// The handler or a behavior is asynchronous and `sendNow` cannot wait for it.
        public static let needsAsync = Code(rawValue: 7)
        /// Bytes could not be read as the message they claim to be.
        public static let malformed = Code(rawValue: 8)
        /// The deadline had passed before the handler was called.
        public static let deadlineExceeded = Code(rawValue: 9)
        /// The calling task was cancelled.
        public static let cancelled = Code(rawValue: 10)
        /// The node is shutting down and takes nothing new.
        public static let shuttingDown = Code(rawValue: 11)
        /// A queue is at its bound.
        public static let overloaded = Code(rawValue: 12)
        /// The configuration cannot work.
        public static let configuration = Code(rawValue: 13)
        /// No reply came in time. Whether the handler ran is not known.
        public static let timeout = Code(rawValue: 14)
        /// The transport could not take the message: it is not connected, or refused it.
        public static let transport = Code(rawValue: 15)
    }

    public var code: Code
    /// One sentence for people: what happened, to which message, and what to do where that is known.
    public var message: String
    /// The same message may succeed if it is sent again.
    public var isRetryable: Bool
    /// The raw value of the handler's own error when `code` is ``Code/rejected``, else 0.
    public var handlerCode: Int32
    /// The error underneath, as text.
    public var cause: String?

    public init(
        code: Code,
        message: String,
        isRetryable: Bool = false,
        handlerCode: Int32 = 0,
        cause: String? = nil
    ) {
        self.code = code
        self.message = message
        self.isRetryable = isRetryable
        self.handlerCode = handlerCode
        self.cause = cause
    }

    /// A handler's own error on its way to the caller. Called by generated code.
    @inlinable
    public init(rejected handlerCode: Int32, message: String) {
        self.init(code: .rejected, message: message, handlerCode: handlerCode)
    }

    /// Bytes that could not be read.
    public init(_ error: WireError) {
        self.init(code: .malformed, message: error.description)
    }
}

extension CatgaError: CustomStringConvertible {
    public var description: String {
        var text = message
        if let cause {
            text += " (cause: "
            text += cause
            text += ")"
        }
        return text
    }
}
