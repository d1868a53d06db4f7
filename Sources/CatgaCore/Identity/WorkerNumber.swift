/// A process's number in message ids, and where it was taken from.
///
/// Two processes on one bus with one number would make the same ids. A number that nobody chose is therefore told apart,
/// for transports that connect processes to refuse.
public struct WorkerNumber: Hashable, Sendable {
    public enum Source: UInt8, Sendable {
        /// The program's configuration.
        case configuration
        /// The environment variable ``WorkerNumber/variableName``.
        case environment
        /// The ordinal at the end of the host name.
        case hostName
        /// Nobody said; the number is 0.
        case none
        /// Nobody said, and no other node on the bus has it.
        case free
    }

    public let number: UInt16
    public let source: Source

    /// The environment variable that sets the number.
    public static var variableName: String { "WORKER_ID" }

    /// The first of: what is configured, what the environment says, the host name's ordinal, 0.
    ///
    /// - Parameters:
    ///   - configured: The program's own choice.
    ///   - variable: The value of the environment variable ``variableName``, or `nil` where it is not set.
    ///   - hostName: See ``ordinal(ofHostName:maximum:)``.
    ///   - maximum: The largest number that the ids' layout can hold.
    /// - Throws: ``CatgaError/Code/configuration`` where what is configured or the variable's value is not 0…`maximum`.
    ///   Of a host name nobody said that it ends in a worker number, so it is never an error.
    public init(configured: UInt16?, variable: String?, hostName: String?, maximum: UInt16) throws(CatgaError) {
        if let configured {
            guard configured <= maximum else {
                throw CatgaError(code: .configuration, message: "worker is \(configured); it must be 0…\(maximum)")
            }
            self.init(number: configured, source: .configuration)
        } else if let variable {
            guard let number = decimal(variable, maximum: maximum) else {
                throw CatgaError(
                    code: .configuration,
                    message: """
                        the environment variable \(Self.variableName) is "\(variable)"; \
                        it must be a whole number 0…\(maximum)
                        """
                )
            }
            self.init(number: number, source: .environment)
        } else if let hostName, let number = Self.ordinal(ofHostName: hostName, maximum: maximum) {
            self.init(number: number, source: .hostName)
        } else {
            self.init(number: 0, source: .none)
        }
    }

    /// A number that no other node on the bus has.
    public init(foundFree number: UInt16) {
        self.init(number: number, source: .free)
    }

    private init(number: UInt16, source: Source) {
        self.number = number
        self.source = source
    }

    /// The ordinal that Kubernetes puts at the end of the host names of a StatefulSet's pods: 3 of `orders-3` and of
    /// `orders-3.orders.default.svc`.
    ///
    /// - Returns: `nil` where the first label does not end in `-` and a number 0…`maximum` without leading zeros.
    public static func ordinal(ofHostName hostName: String, maximum: UInt16) -> UInt16? {
        var number: UInt32 = 0
        var digits = 0
        var length = 0
        var isOrdinal = false
        for byte in hostName.utf8 {
            if byte == 0x2E { break }
            if byte == 0x2D {
                isOrdinal = length > 0
                number = 0
                digits = 0
            } else if isOrdinal, byte >= 0x30, byte <= 0x39, number > 0 || digits == 0, number <= UInt32(maximum) {
                number = number * 10 + UInt32(byte - 0x30)
                digits += 1
            } else {
                isOrdinal = false
            }
            length += 1
        }
        return isOrdinal && digits > 0 && number <= UInt32(maximum) ? UInt16(number) : nil
    }
}

/// The number that is written in decimal digits and nothing else.
private func decimal(_ text: String, maximum: UInt16) -> UInt16? {
    var number: UInt32 = 0
    guard !text.isEmpty else { return nil }
    for byte in text.utf8 {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number * 10 + UInt32(byte - 0x30)
        guard number <= maximum else { return nil }
    }
    return UInt16(number)
}
