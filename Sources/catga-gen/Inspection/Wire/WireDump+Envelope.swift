import CatgaModel

/// A frame: the envelope as `Fixtures/wire/README.md` describes it, and its payload.
extension WireDump {
    private enum Kind: UInt8 {
        case command = 1
        case query = 2
        case event = 3
        case reliableEvent = 4
        case reply = 5
        case errorReply = 6
    }

    /// What flags announce, in the order of the flags.
    private static let fields: [(flag: UInt16, name: String, size: Int)] = [
        (0x01, "source node", 8), (0x02, "correlation id", 8), (0x04, "deadline", 8), (0x08, "attempt", 4),
        (0x10, "trace context", 32), (0x20, "handled at its source", 0),
    ]

    mutating func frame() throws(WireFault) {
        try constant("mark", 0xCA)
        try constant("version", 1)
        var start = reader.offset
        let byte = try reader.number(UInt8.self)
        guard let kind = Kind(rawValue: byte) else { throw reader.fault("\(byte) is no kind of frame", at: start) }
        note(start, "kind", "\(kind)")
        start = reader.offset
        let quality = try reader.number(UInt8.self)
        guard quality <= 2 else { throw reader.fault("\(quality) is no quality of service", at: start) }
        note(start, "quality of service", "\(quality)")
        start = reader.offset
        let flags = try reader.number(UInt16.self)
        let present = Self.fields.filter { flags & $0.flag != 0 }
        let words = present.map { ", \($0.name)" }.joined()
        note(start, "flags", "0x\(Self.hexadecimal(UInt64(flags), digits: 4))\(words)")
        guard flags & 0xF000 == 0 else { throw reader.fault("a flag that must be understood is not known", at: start) }
        start = reader.offset
        let headerSize = Int(try reader.number(UInt16.self))
        note(start, "header size", "\(headerSize)")
        let known = present.reduce(24) { $0 + $1.size }
        guard headerSize >= known else { throw reader.fault("a header with these flags has \(known) bytes", at: start) }
        let typeID = try identity()
        start = reader.offset
        note(start, "message id", "\(try number(UInt64.self))")
        for field in present {
            start = reader.offset
            switch field.size {
            case 0: break
            case 4: note(start, field.name, "\(try number(UInt32.self))")
            case 8: note(start, field.name, "\(try number(UInt64.self))")
            default: try trace()
            }
        }
        start = reader.offset
        if headerSize > known {
            _ = try reader.take(headerSize - known)
            note(start, "newer header", "\(headerSize - known) bytes")
        }
        try payload(kind, typeID)
    }

    /// The number has to be read before the line about its bytes can be written.
    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(WireFault) -> Number {
        try reader.number(type)
    }

    private mutating func constant(_ name: String, _ wanted: UInt8) throws(WireFault) {
        let start = reader.offset
        let byte = try reader.number(UInt8.self)
        guard byte == wanted else {
            throw reader.fault("the \(name) should be \(Self.hexadecimal(UInt64(wanted), digits: 2))", at: start)
        }
        note(start, name, Self.hexadecimal(UInt64(byte), digits: 2))
    }

    private mutating func identity() throws(WireFault) -> UInt64 {
        let start = reader.offset
        let typeID = try reader.number(UInt64.self)
        let name = schema.message(typeID).map { ", \($0.name)" } ?? ""
        note(start, "type id", "0x\(Self.hexadecimal(typeID, digits: 16))\(name)")
        return typeID
    }

    private mutating func trace() throws(WireFault) {
        for (name, size) in [("trace id", 16), ("parent span id", 8), ("trace flags", 1), ("zero", 7)] {
            let start = reader.offset
            let bytes = try reader.take(size).map { Self.hexadecimal(UInt64($0), digits: 2) }
            note(start, name, bytes.joined())
        }
    }

    private mutating func payload(_ kind: Kind, _ typeID: UInt64) throws(WireFault) {
        if kind == .errorReply { return try errorReply() }
        guard let message = schema.message(typeID) else {
            try rest("payload")
            throw reader.fault("no message that was named has this type id", at: 8)
        }
        if kind != .reply {
            try value("payload", .named(message.name))
        } else if let reply = message.reply {
            try value("reply", reply)
        }
        try end()
    }

    /// The runtime's own payload, which no source declares.
    private mutating func errorReply() throws(WireFault) {
        let start = reader.offset
        let count = try reader.number(UInt8.self)
        guard count == 5 else { throw reader.fault("an error reply has 5 members", at: start) }
        note(start, "error", "5 members")
        try nested { (dump) throws(WireFault) in
            try dump.value("code", .scalar(.int32))
            try dump.value("handler code", .scalar(.int32))
            try dump.value("is retryable", .scalar(.bool))
            try dump.value("message", .string)
            try dump.value("cause", .optional(.string))
        }
        try end()
    }
}
