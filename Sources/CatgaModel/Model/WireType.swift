/// A number of fixed width, or a boolean: what MemoryPack copies as it lies in memory.
package enum Scalar: String, Sendable, CaseIterable {
    case bool = "Bool"
    case int8 = "Int8"
    case uint8 = "UInt8"
    case int16 = "Int16"
    case uint16 = "UInt16"
    case int32 = "Int32"
    case uint32 = "UInt32"
    case int64 = "Int64"
    case uint64 = "UInt64"
    /// 64 bits on the wire.
    case int = "Int"
    /// 64 bits on the wire.
    case uint = "UInt"
    case float = "Float"
    case double = "Double"

    /// Bytes on the wire.
    package var size: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .int64, .uint64, .int, .uint, .double: 8
        }
    }
}

package indirect enum WireType: Hashable, Sendable {
    case scalar(Scalar)
    case string
    case array(WireType)
    case set(WireType)
    case dictionary(key: WireType, value: WireType)
    case optional(WireType)
    /// A struct marked `Payload` (or a message).
    case payload(TypeName)
    /// An enum with a raw value marked `Payload`, written as that number.
    case rawEnum(TypeName, Scalar)
}
