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

/// Bytes of a value that always takes the same number of them, and what its place is a multiple of in C.
package struct FixedLayout: Hashable, Sendable {
    package var size: Int
    package var alignment: Int

    package init(size: Int, alignment: Int) {
        self.size = size
        self.alignment = alignment
    }

    /// The next place at or after `offset` where such a value may stand.
    package func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}

/// Types that are not ours and travel as what .NET has for them.
package enum ValueType: String, Sendable, CaseIterable {
    /// `DateTime` in UTC.
    case date = "Date"
    /// `Guid`.
    case uuid = "UUID"
    /// `TimeSpan`.
    case duration = "Duration"
    /// `decimal`.
    case decimal = "Decimal"

    package var layout: FixedLayout {
        switch self {
        case .date, .duration: FixedLayout(size: 8, alignment: 8)
        case .uuid: FixedLayout(size: 16, alignment: 4)
        case .decimal: FixedLayout(size: 16, alignment: 8)
        }
    }

    package var isOfFoundation: Bool { self != .duration }
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
    /// A struct marked `Payload` whose layout is fixed.
    case fixed(TypeName, FixedLayout)
    /// A type of Foundation or the standard library with a counterpart of fixed size in .NET.
    case value(ValueType)
}

extension WireType {
    /// Size and alignment where the form is one block of MemoryPack's unmanaged kind; a nullable one is its flag and
    /// itself, each in its own alignment.
    package var fixedLayout: FixedLayout? {
        switch self {
        case .scalar(let scalar), .rawEnum(_, let scalar): FixedLayout(size: scalar.size, alignment: scalar.size)
        case .value(let value): value.layout
        case .fixed(_, let layout): layout
        case .optional(let wrapped):
            wrapped.fixedLayout.map { FixedLayout(size: $0.alignment + $0.size, alignment: $0.alignment) }
        case .string, .array, .set, .dictionary, .payload: nil
        }
    }

    /// The same type with every payload that `layouts` names in its fixed form.
    func fixing(_ layouts: [TypeName: FixedLayout]) -> WireType {
        switch self {
        case .payload(let name): layouts[name].map { .fixed(name, $0) } ?? self
        case .array(let element): .array(element.fixing(layouts))
        case .set(let element): .set(element.fixing(layouts))
        case .dictionary(let key, let value): .dictionary(key: key.fixing(layouts), value: value.fixing(layouts))
        case .optional(let wrapped): .optional(wrapped.fixing(layouts))
        case .scalar, .string, .rawEnum, .fixed, .value: self
        }
    }
}
