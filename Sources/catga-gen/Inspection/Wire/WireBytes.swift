/// Why bytes are not what they should be, and where.
struct WireFault: Error {
    var offset: Int
    /// Without a final full stop.
    var message: String
}

/// Bytes read from left to right; nothing is believed that they say about themselves.
struct WireBytes {
    let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var remaining: Int { bytes.count - offset }

    func fault(_ message: String, at offset: Int? = nil) -> WireFault {
        WireFault(offset: offset ?? self.offset, message: message)
    }

    mutating func take(_ count: Int) throws(WireFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else {
            throw fault("\(count) byte\(count == 1 ? "" : "s") should stand here, \(remaining) do")
        }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(WireFault) -> Number {
        var value: Number = 0
        for (place, byte) in try take(MemoryLayout<Number>.size).enumerated() {
            value |= Number(truncatingIfNeeded: UInt64(byte) << UInt64(8 * place))
        }
        return value
    }

    /// The number of a scalar's bits, wide enough for every one of them.
    mutating func integer(_ size: Int, isSigned: Bool) throws(WireFault) -> Int128 {
        switch (size, isSigned) {
        case (1, true): Int128(try number(Int8.self))
        case (1, false): Int128(try number(UInt8.self))
        case (2, true): Int128(try number(Int16.self))
        case (2, false): Int128(try number(UInt16.self))
        case (4, true): Int128(try number(Int32.self))
        case (4, false): Int128(try number(UInt32.self))
        case (_, true): Int128(try number(Int64.self))
        case (_, false): Int128(try number(UInt64.self))
        }
    }

    /// The length of a version-tolerant object's member: up to 127 itself, else a code and the number in the code's
    /// width.
    mutating func memberLength() throws(WireFault) -> Int {
        let start = offset
        let head = try number(Int8.self)
        let length: Int128
        switch head {
        case 0...: length = Int128(head)
        case -121: length = try integer(1, isSigned: false)
        case -122: length = try integer(1, isSigned: true)
        case -123: length = try integer(2, isSigned: false)
        case -124: length = try integer(2, isSigned: true)
        case -125: length = try integer(4, isSigned: false)
        case -126: length = try integer(4, isSigned: true)
        case -127: length = try integer(8, isSigned: false)
        case -128: length = try integer(8, isSigned: true)
        default: throw fault("\(head) is no length of a member", at: start)
        }
        guard length >= 0, length <= Int128(bytes.count) else { throw fault("\(length) is no length here", at: start) }
        return Int(length)
    }
}
