import CatgaModel
import Foundation

extension WireDump {
    /// One value of `type`.
    ///
    /// - Parameter isNullable: It is what an optional wraps, whose null stands in its place.
    mutating func value(_ name: String, _ type: SchemaType, isNullable: Bool = false) throws(WireFault) {
        switch type {
        case .scalar(let scalar): try self.scalar(name, scalar)
        case .value(let value): try self.value(name, value)
        case .string: try text(name, isNullable: isNullable)
        case .array(.scalar(.uint8)): try bytes(name, isNullable: isNullable)
        case .array(let element), .set(let element):
            try collection(name, of: "elements", isNullable: isNullable) { (dump, index) throws(WireFault) in
                try dump.value("[\(index)]", element)
            }
        case .dictionary(let key, let value):
            let padding = padding(key, value)
            try collection(name, of: "pairs", isNullable: isNullable) { (dump, index) throws(WireFault) in
                try dump.value("[\(index)] key", key)
                try dump.padding(padding.beforeValue)
                try dump.value("[\(index)] value", value)
                try dump.padding(padding.afterValue)
            }
        case .optional(let wrapped): try optional(name, wrapped)
        case .named(let entryName):
            guard let entry = schema[entryName] else { throw reader.fault("'\(entryName)' is not known") }
            try self.entry(name, entry, isNullable: isNullable)
        }
    }

    private mutating func optional(_ name: String, _ wrapped: SchemaType) throws(WireFault) {
        guard let layout = schema.fixedLayout(of: wrapped) else {
            return try value(name, wrapped, isNullable: true)
        }
        let start = reader.offset
        let flag = try reader.number(UInt8.self)
        guard flag <= 1 else {
            throw reader.fault("\(flag) says neither that a value stands here nor that none does", at: start)
        }
        _ = try reader.take(layout.alignment - 1)
        if flag == 1 { return try value(name, wrapped) }
        _ = try reader.take(layout.size)
        note(start, name, "nil")
    }

    /// Inside a dictionary's pair.
    private func padding(_ key: SchemaType, _ value: SchemaType) -> (beforeValue: Int, afterValue: Int) {
        guard let first = schema.fixedLayout(of: key), let second = schema.fixedLayout(of: value) else { return (0, 0) }
        let offset = second.aligned(first.size)
        let pair = FixedLayout(size: offset + second.size, alignment: max(first.alignment, second.alignment))
        return (offset - first.size, pair.aligned(pair.size) - pair.size)
    }

    mutating func padding(_ size: Int) throws(WireFault) {
        guard size > 0 else { return }
        let start = reader.offset
        _ = try reader.take(size)
        note(start, "padding", "")
    }

    // MARK: - Numbers and texts

    private mutating func scalar(_ name: String, _ scalar: Scalar) throws(WireFault) {
        let start = reader.offset
        let text: String
        switch scalar {
        case .bool:
            let byte = try reader.number(UInt8.self)
            guard byte <= 1 else { throw reader.fault("\(byte) is neither false nor true", at: start) }
            text = byte == 1 ? "true" : "false"
        case .float: text = "\(Float(bitPattern: try reader.number(UInt32.self)))"
        case .double: text = "\(Double(bitPattern: try reader.number(UInt64.self)))"
        default: text = "\(try reader.integer(scalar.size, isSigned: scalar.isSigned))"
        }
        note(start, name, text)
    }

    private mutating func value(_ name: String, _ value: ValueType) throws(WireFault) {
        let start = reader.offset
        switch value {
        case .uuid:
            let bytes = Array(try reader.take(16))
            // A Guid begins with three little-endian numbers.
            let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
            var text = ""
            for (place, index) in order.enumerated() {
                text += [4, 6, 8, 10].contains(place) ? "-" : ""
                text += Self.hexadecimal(UInt64(bytes[index]), digits: 2)
            }
            note(start, name, text)
        case .date:
            let bits = try reader.number(UInt64.self)
            let ticks = Int64(truncatingIfNeeded: bits & (1 << 62 - 1))
            guard bits >> 62 <= 1, ticks <= 3_155_378_975_999_999_999 else {
                throw reader.fault("this is no date in UTC", at: start)
            }
            let date = Date(timeIntervalSince1970: Double(ticks - 621_355_968_000_000_000) / 10_000_000)
            note(start, name, "\(date.formatted(.iso8601)) (\(ticks) ticks)")
        case .decimal:
            let flags = try reader.number(UInt32.self)
            let high = try reader.number(UInt32.self)
            let number = UInt128(high) << 64 | UInt128(try reader.number(UInt64.self))
            let scale = flags >> 16 & 0xFF
            guard flags & 0x7F00_FFFF == 0, scale <= 28 else { throw reader.fault("this is no decimal", at: start) }
            note(start, name, "\(flags >> 31 == 1 ? "-" : "")\(number) / 10^\(scale)")
        case .duration:
            let ticks = try reader.number(Int64.self)
            note(start, name, "\(Double(ticks) / 10_000_000) s (\(ticks) ticks)")
        }
    }

    /// MemoryPack's two forms: bytes of UTF-8, or units of UTF-16.
    mutating func text(_ name: String, isNullable: Bool) throws(WireFault) {
        let start = reader.offset
        let header = try reader.number(Int32.self)
        let text: String?
        let size: Int
        switch header {
        case -1:
            guard isNullable else { throw reader.fault("null stands here, and a text should", at: start) }
            return note(start, name, "nil")
        case ..<0:
            size = Int(~header)
            _ = try reader.take(4)
            text = String(validating: try reader.take(size), as: UTF8.self)
        default:
            size = 2 * Int(header)
            let bytes = Array(try reader.take(size))
            let units = stride(from: 0, to: size, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
            text = String(validating: units, as: UTF16.self)
        }
        guard let text else { throw reader.fault("the text is not valid", at: start) }
        note(start, name, "\"\(Visible.text(text))\" (\(size) bytes)")
    }

    private mutating func bytes(_ name: String, isNullable: Bool) throws(WireFault) {
        let start = reader.offset
        let count = Int(try reader.number(Int32.self))
        if count == -1, isNullable { return note(start, name, "nil") }
        guard count >= 0, count <= reader.remaining else {
            throw reader.fault("\(count) is no number of bytes here", at: start)
        }
        let shown = try reader.take(count).prefix(16).map { Self.hexadecimal(UInt64($0), digits: 2) }
        let text = shown.joined(separator: " ") + (count > 16 ? " …" : "")
        note(start, name, "\(count) bytes\(count == 0 ? "" : ", \(text)")")
    }

    // MARK: - Entries

    private mutating func entry(_ name: String, _ entry: SchemaEntry, isNullable: Bool) throws(WireFault) {
        let start = reader.offset
        switch entry.form {
        case .enumeration(let scalar):
            let number = try reader.integer(scalar.size, isSigned: scalar.isSigned)
            guard let found = entry.case(number) else {
                throw reader.fault("'\(entry.name)' has no case \(number)", at: start)
            }
            note(start, name, "\(Visible.text(found.name)) (\(number))")
        case .object(.fixed): try fixed(name, entry)
        case .object(let layout):
            let count = try reader.number(UInt8.self)
            if count == 255, isNullable { return note(start, name, "nil") }
            guard count < 250 else { throw reader.fault("\(count) is no number of members", at: start) }
            note(start, name, "\(Visible.text(entry.name)), \(count) member\(count == 1 ? "" : "s")")
            try nested { (dump) throws(WireFault) in
                if layout == .versionTolerant {
                    try dump.tolerantMembers(Int(count), of: entry)
                } else {
                    try dump.members(Int(count), of: entry.members, start: start)
                }
            }
        case .union:
            let tag = try reader.number(UInt8.self)
            if tag == 255, isNullable { return note(start, name, "nil") }
            let number = tag == 250 ? try reader.integer(2, isSigned: false) : Int128(tag)
            guard tag <= 250, let found = entry.case(number) else {
                throw reader.fault("'\(entry.name)' has no case \(number)", at: start)
            }
            note(start, name, "\(Visible.text(entry.name)).\(Visible.text(found.name)) (\(number))")
            try nested { (dump) throws(WireFault) in
                let start = dump.reader.offset
                let count = try dump.reader.number(UInt8.self)
                guard Int(count) == found.values.count else {
                    throw dump.reader.fault(
                        "the case has \(found.values.count) values, and \(count) were sent", at: start)
                }
                dump.note(start, "values", "\(count)")
                try dump.members(Int(count), of: found.values, start: start)
            }
        }
    }

    private mutating func members(_ count: Int, of members: [SchemaMember], start: Int) throws(WireFault) {
        guard count <= members.count else {
            throw reader.fault("\(count) members were sent, and \(members.count) are known", at: start)
        }
        for (position, member) in members.enumerated() {
            if position < count {
                try value(member.name.isEmpty ? "[\(position)]" : member.name, member.type)
            } else {
                try absent(member)
            }
        }
    }

    private mutating func tolerantMembers(_ count: Int, of entry: SchemaEntry) throws(WireFault) {
        var lengths: [Int] = []
        let start = reader.offset
        for _ in 0..<count { lengths.append(try reader.memberLength()) }
        note(start, "lengths", lengths.map(String.init).joined(separator: " "))
        for (position, length) in lengths.enumerated() {
            let start = reader.offset
            guard position < entry.members.count else {
                _ = try reader.take(length)
                note(start, "[\(position)]", "\(length) bytes of a newer version")
                continue
            }
            let member = entry.members[position]
            if length == 0 {
                try absent(member)
                continue
            }
            try value(member.name, member.type)
            guard reader.offset == start + length else {
                throw reader.fault("'\(member.name)' took \(reader.offset - start) bytes of \(length)", at: start)
            }
        }
        for member in entry.members.dropFirst(count) { try absent(member) }
    }

    private mutating func absent(_ member: SchemaMember) throws(WireFault) {
        guard member.hasDefault else {
            throw reader.fault("'\(member.name)' was not sent and has no default value")
        }
        note(reader.offset, member.name, "not sent")
    }

    private mutating func fixed(_ name: String, _ entry: SchemaEntry) throws(WireFault) {
        guard let layout = schema.fixedLayout(of: .named(entry.name)) else {
            throw reader.fault("'\(entry.name)' is not known to be of fixed size")
        }
        let start = reader.offset
        note(start, name, "\(Visible.text(entry.name)), \(layout.size) bytes")
        try nested { (dump) throws(WireFault) in
            for member in entry.members {
                guard let place = dump.schema.fixedLayout(of: member.type) else { continue }
                try dump.padding(start + place.aligned(dump.reader.offset - start) - dump.reader.offset)
                try dump.value(member.name, member.type)
            }
            try dump.padding(start + layout.size - dump.reader.offset)
        }
    }
}

extension Scalar {
    fileprivate var isSigned: Bool {
        switch self {
        case .int8, .int16, .int32, .int64, .int: true
        default: false
        }
    }
}

extension SchemaEntry {
    /// By halves: a schema from a file may have very many cases.
    fileprivate func `case`(_ number: Int128) -> SchemaCase? {
        var (low, high) = (0, cases.count)
        while low < high {
            let middle = (low + high) / 2
            if cases[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < cases.count && cases[low].number == number ? cases[low] : nil
    }
}
