/// What a node is known by on the bus.
public struct NodeIdentity: Hashable, Sendable {
    /// Unlike that of any other node.
    public let id: String
    /// The nodes that share work.
    public let service: String

    /// Bytes that an id, a service or a prefix may have.
    public static let maximumNameLength = 64

    /// The number in envelopes. The nodes of a service have their upper half in common.
    public let number: UInt64

    /// Whether two numbers are those of nodes of one service.
    static func areOfOneService(_ first: UInt64, _ second: UInt64) -> Bool { (first ^ second) >> 32 == 0 }

    /// - Throws: ``CatgaError/Code/configuration`` for a name that could not be part of an address.
    init(_ configuration: NodeConfiguration) throws(CatgaError) {
        id = try configuration.name.map { (name) throws(CatgaError) in try Self.checked(name, "name") } ?? Self.madeUp()
        service = try Self.checked(configuration.service, "service")
        number = RoutingHash.hash(service) & 0xFFFF_FFFF_0000_0000 | RoutingHash.hash(id) & 0xFFFF_FFFF
    }

    /// A name as part of a broker's address: nothing in it means anything to a broker.
    ///
    /// - Parameter setting: What the name is, for the message.
    public static func checked(_ name: String, _ setting: String) throws(CatgaError) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, 1...maximumNameLength ~= name.utf8.count else {
            throw CatgaError(
                code: .configuration,
                message:
                    "The \(setting) \(name.prefix(80).debugDescription) of this node cannot be part of an address; "
                    + "use 1 to \(maximumNameLength) letters, digits, - and _"
            )
        }
        return name
    }

    private static func madeUp() -> String {
        "node-" + String(UInt64.random(in: 0...UInt64.max), radix: 16)
    }
}
