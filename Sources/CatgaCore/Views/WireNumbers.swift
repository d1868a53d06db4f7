/// Numbers of an array in a borrowed buffer, where they may stand at any address.
///
/// One type for each kind of number: the core declares no generic type.
public struct WireInt8s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 1, stride: 0)
        let place = try reader.take(1 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireInt8s { WireInt8s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Int8 {
        precondition(index >= 0 && index < count, "no such element")
        return Int8(littleEndian: base.loadUnaligned(fromByteOffset: 1 * index, as: Int8.self))
    }
}

/// As ``WireInt8s``, of `Int16`.
public struct WireInt16s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 2, stride: 0)
        let place = try reader.take(2 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireInt16s { WireInt16s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Int16 {
        precondition(index >= 0 && index < count, "no such element")
        return Int16(littleEndian: base.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self))
    }
}

/// As ``WireInt8s``, of `UInt16`.
public struct WireUInt16s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 2, stride: 0)
        let place = try reader.take(2 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireUInt16s { WireUInt16s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> UInt16 {
        precondition(index >= 0 && index < count, "no such element")
        return UInt16(littleEndian: base.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
    }
}

/// As ``WireInt8s``, of `Int32`.
public struct WireInt32s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 4, stride: 0)
        let place = try reader.take(4 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireInt32s { WireInt32s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Int32 {
        precondition(index >= 0 && index < count, "no such element")
        return Int32(littleEndian: base.loadUnaligned(fromByteOffset: 4 * index, as: Int32.self))
    }
}

/// As ``WireInt8s``, of `UInt32`.
public struct WireUInt32s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 4, stride: 0)
        let place = try reader.take(4 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireUInt32s { WireUInt32s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> UInt32 {
        precondition(index >= 0 && index < count, "no such element")
        return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
}

/// As ``WireInt8s``, of `Int64`.
public struct WireInt64s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 8, stride: 0)
        let place = try reader.take(8 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireInt64s { WireInt64s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Int64 {
        precondition(index >= 0 && index < count, "no such element")
        return Int64(littleEndian: base.loadUnaligned(fromByteOffset: 8 * index, as: Int64.self))
    }
}

/// As ``WireInt8s``, of `UInt64`.
public struct WireUInt64s: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 8, stride: 0)
        let place = try reader.take(8 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireUInt64s { WireUInt64s() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> UInt64 {
        precondition(index >= 0 && index < count, "no such element")
        return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
}

/// As ``WireInt8s``, of `Float`.
public struct WireFloats: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 4, stride: 0)
        let place = try reader.take(4 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireFloats { WireFloats() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Float {
        precondition(index >= 0 && index < count, "no such element")
        return Float(bitPattern: UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
    }
}

/// As ``WireInt8s``, of `Double`.
public struct WireDoubles: ~Copyable {
    private let base: UnsafeRawPointer
    public let count: Int

    /// Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let elements = try reader.readCount(minimumSize: 8, stride: 0)
        let place = try reader.take(8 * elements)
        count = elements
        base = place
    }

    private init() {
        base = WireReader.nowhere
        count = 0
    }

    /// No numbers. Called by generated code.
    public static func none() -> WireDoubles { WireDoubles() }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    public subscript(index: Int) -> Double {
        precondition(index >= 0 && index < count, "no such element")
        return Double(bitPattern: UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
    }
}
