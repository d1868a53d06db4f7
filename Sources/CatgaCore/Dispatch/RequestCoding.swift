/// The wire form of a request's reply, written by the generator beside the request.
public protocol RequestCoding: PayloadCoding {
    associatedtype Reply

    /// Appends a reply.
    static func encode(reply: Reply, into writer: inout WireWriter)

    /// Reads a reply that is only good where the reader has not failed.
    static func reply(reading reader: inout WireReader) -> Reply
}

extension PayloadCoding {
    /// The ``ReceiveThunk`` of a message that nobody answers. Called by generated code.
    @inlinable
    public static func receive(
        _ reader: UnsafeMutableRawPointer,
        _ call: HandlerThunk,
        _ handlers: UnsafeRawPointer,
        _ context: UnsafeRawPointer?,
        _ writer: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        let reader = reader.assumingMemoryBound(to: WireReader.self)
        let message = Self(reading: &reader.pointee)
        if let failure = reader.pointee.handedOverFailure() { return failure }
        // Without a reply, no thunk touches its address.
        return withUnsafePointer(to: message) { call(handlers, $0, UnsafeMutableRawPointer(mutating: $0), context) }
    }
}

extension RequestCoding {
    /// The ``ReceiveThunk`` of a request with a reply. Called by generated code.
    ///
    /// Compiled into the caller alone, where the reply's type is known: for any type it would have to be looked up.
    ///
    /// - Parameter wireName: For the error where there was no reply.
    @_alwaysEmitIntoClient
    public static func receive(
        _ reader: UnsafeMutableRawPointer,
        _ call: HandlerThunk,
        _ handlers: UnsafeRawPointer,
        _ context: UnsafeRawPointer?,
        _ writer: UnsafeMutableRawPointer,
        replyOf wireName: StaticString
    ) -> UnsafeMutableRawPointer? {
        let reader = reader.assumingMemoryBound(to: WireReader.self)
        let message = Self(reading: &reader.pointee)
        if let failure = reader.pointee.handedOverFailure() { return failure }
        var reply: Reply?
        let failure = withUnsafePointer(to: message) { message in
            withUnsafeMutablePointer(to: &reply) { call(handlers, message, $0, context) }
        }
        if let failure { return failure }
        guard let reply else { return CatgaError.noReply(of: wireName).handedOver() }
        encode(reply: reply, into: &writer.assumingMemoryBound(to: WireWriter.self).pointee)
        return nil
    }
}
