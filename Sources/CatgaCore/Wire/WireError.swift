/// Why bytes are not the value they should be, where reading stopped, and in which member.
public struct WireError: Error, Hashable, Sendable {
    public enum Code: UInt8, Sendable {
        /// The bytes end inside a value.
        case truncated = 1
        /// A count or length is negative, or larger than the bytes that remain could hold.
        case badLength = 2
        /// Text that is not UTF-8, or not UTF-16 where that form stands.
        case invalidUTF8 = 3
        /// A null where the type has none.
        case unexpectedNull = 4
        /// More members than this version of the type has.
        case tooManyMembers = 5
        /// Fewer members than were sent by any version whose missing members have a default.
        case missingMember = 6
        /// A boolean other than 0 and 1, or a raw value without a case.
        case invalidValue = 7
        /// Values nested deeper than ``WireLimits/depth``.
        case tooDeep = 8
        /// Bytes are left over after the value.
        case trailingBytes = 9
        /// The same key or element twice.
        case duplicateKey = 10
        /// An envelope that this version cannot read.
        case unsupportedEnvelope = 11
        /// More bytes, elements or memory than ``WireLimits`` allow.
        case limitExceeded = 12
        /// Text in UTF-16, which a view cannot lend as UTF-8.
        case utf16Text = 13
    }

    public var code: Code
    /// Bytes from the start of the buffer to the value that could not be read.
    public var offset: Int
    /// The members on the way to that value, as `order.items.sku`; empty for the outermost value itself.
    public var path: String

    /// - Parameter path: Names of members, joined by dots.
    @inlinable
    public init(_ code: Code, at offset: Int, in path: String = "") {
        self.code = code
        self.offset = offset
        self.path = path
    }
}

extension WireError: CustomStringConvertible {
    public var description: String {
        let place = path.isEmpty ? "" : " in " + path
        return "The bytes cannot be read: \(reason)\(place) at offset \(offset)"
    }

    private var reason: String {
        switch code {
        case .truncated: "they end inside a value"
        case .badLength: "a length does not fit the bytes that remain"
        case .invalidUTF8: "text is not valid UTF-8"
        case .unexpectedNull: "a null stands where the type has none"
        case .tooManyMembers: "an object has more members than this version knows"
        case .missingMember: "an object lacks a member that has no default"
        case .invalidValue: "a value is not one of the type's"
        case .tooDeep: "values are nested too deep"
        case .trailingBytes: "bytes are left over after the value"
        case .duplicateKey: "a key appears twice"
        case .unsupportedEnvelope: "the envelope is of a version or form this node does not read"
        case .utf16Text: "text is UTF-16, which only an owned decode reads"
        case .limitExceeded: "it asks for more than the limits allow"
        }
    }
}
