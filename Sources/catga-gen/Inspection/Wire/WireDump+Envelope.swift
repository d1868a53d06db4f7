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
        let hasTrace = flags & 1 != 0
        let words = (hasTrace ? ", trace context" : "") + (flags & 2 != 0 ? ", handled at its source" : "")
        note(start, "flags", "0x\(Self.hexadecimal(UInt64(flags), digits: 4))\(words)")
        guard flags & 0xFF00 == 0 else { throw reader.fault("a flag that must be understood is not known", at: start) }
        start = reader.offset
        let headerSize = Int(try reader.number(UInt16.self))
        note(start, "header size", "\(headerSize)")
        let known = hasTrace ? 88 : 56
        guard headerSize >= known else { throw reader.fault("a header with these flags has \(known) bytes", at: start) }
        let typeID = try identity()
        for name in ["message id", "correlation id", "source node", "deadline"] {
            start = reader.offset
            note(start, name, "\(try number(UInt64.self))")
        }
        start = reader.offset
        note(start, "attempt", "\(try number(UInt32.self))")
        start = reader.offset
        let length = Int(try number(UInt32.self))
        note(start, "payload length", "\(length)")
        if hasTrace { try trace() }
        start = reader.offset
        if headerSize > known {
            _ = try reader.take(headerSize - known)
            note(start, "newer header", "\(headerSize - known) bytes")
        }
        guard length == reader.remaining else {
            throw reader.fault("the payload should have \(length) bytes and has \(reader.remaining)", at: 52)
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
