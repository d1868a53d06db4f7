import CatgaModel
import CatgaScanner

/// Writes the borrowed view of a payload: its members, read in place from bytes that are checked once.
struct ViewEmitter {
    let names: Names

    func emit(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        let hidden = payload.access >= .public ? "@usableFromInline " : "fileprivate "
        let members = payload.form == .struct ? payload.fields.compactMap { ViewMember($0, names) } : []
        writer.line()
        writer.line("/// The value in bytes that are only borrowed. It cannot be copied, and so cannot outlive them.")
        writer.block("\(access)struct View: Catga.PayloadView, ~Copyable") { writer in
            for member in members { emitProperty(member, payload, hidden, into: &writer) }
            if payload.form != .struct { emitDecoded(payload, hidden, into: &writer) }
            writer.line()
            writer.line("/// Checks the bytes, which must outlive the view: `read` sees to that.")
            if payload.access >= .public { writer.line("@inlinable") }
            if payload.isShort { writer.line("@inline(__always)") }
            writer.block("\(access)init(unsafelyReading reader: inout Catga.WireReader)") { writer in
                if payload.form == .struct {
                    emitReading(members, payload, into: &writer)
                } else {
                    writer.line("let start = reader.offset")
                    writer.line("_ = \(names.reference(payload.name))(reading: &reader)")
                    writer.line("slice = reader.slice(from: start)")
                }
            }
        }
    }

    private func emitProperty(
        _ member: ViewMember,
        _ payload: Payload,
        _ hidden: String,
        into writer: inout SourceWriter
    ) {
        let access = payload.access.prefix
        guard let type = member.decodedType else {
            return writer.line("\(access)let \(member.name): \(member.type)")
        }
        writer.line("\(hidden)let \(member.stored): Catga.WireSlice")
        writer.line("/// Decoded whenever it is asked for. Allocates.")
        writer.block("\(access)var \(member.name): \(type)") { writer in
            writer.block("get throws(Catga.WireError)") { writer in
                if let absent = member.absentDecoded { writer.line("if \(member.stored).isEmpty { return \(absent) }") }
                writer.line("var reader = \(member.stored).reader()")
                writer.line("let value = \(names.reference(payload.name)).reading(\(member.name): &reader)")
                writer.line("try reader.check()")
                writer.line("return value")
            }
        }
    }

    /// An enum has no members to lend: its bytes are checked by making the value.
    private func emitDecoded(_ payload: Payload, _ hidden: String, into writer: inout SourceWriter) {
        let type = names.reference(payload.name)
        writer.line("\(hidden)let slice: Catga.WireSlice")
        writer.line()
        writer.block("\(payload.access.prefix)func decoded() throws(Catga.WireError) -> \(type)") { writer in
            writer.line("var reader = slice.reader()")
            writer.line("return try \(type)(from: &reader)")
        }
    }

    // MARK: - Reading

    private func emitReading(_ members: [ViewMember], _ payload: Payload, into writer: inout SourceWriter) {
        switch payload.layout.layout {
        case .fixed: emitFixed(members, payload, into: &writer)
        case .versionTolerant: emitTolerant(members, payload, into: &writer)
        case .regular, nil: emitRegular(members, payload, into: &writer)
        }
    }

    private func emitFixed(_ members: [ViewMember], _ payload: Payload, into writer: inout SourceWriter) {
        var end = 0
        writer.line("let object = reader.beginFixed()")
        for position in members.indices {
            let member = members[position]
            guard let place = member.wireType.fixedLayout else { continue }
            let start = place.aligned(end)
            if start > end { writer.line("reader.skip(\(start - end))") }
            if position > 0 { writer.line("reader.member = \(position)") }
            member.emitReading(names, into: &writer)
            end = start + place.size
        }
        let size = payload.fixedLayout?.size ?? end
        if size > end { writer.line("reader.skip(\(size - end))") }
        writer.line("reader.endObject(object, \(literal(payload.memberNames)))")
    }

    private func emitTolerant(_ members: [ViewMember], _ payload: Payload, into writer: inout SourceWriter) {
        writer.line("\(members.isEmpty ? "let" : "var") members = reader.beginTolerantObject()")
        for position in members.indices {
            let member = members[position]
            if position > 0 { writer.line("reader.member = \(position)") }
            func emitMember(_ writer: inout SourceWriter) {
                member.emitReading(names, into: &writer)
                writer.line("reader.endMember(members)")
            }
            if let absent = member.absent {
                writer.either("if reader.nextMember(&members)", emitMember) { $0.line(absent) }
            } else {
                writer.line("reader.requireMember(&members)")
                emitMember(&writer)
            }
        }
        writer.line("reader.endTolerantObject(members, \(literal(payload.memberNames)))")
    }

    private func emitRegular(_ members: [ViewMember], _ payload: Payload, into writer: inout SourceWriter) {
        let required = (members.lastIndex { $0.absent == nil }).map { $0 + 1 } ?? 0
        writer.line("let object = reader.beginObject(members: \(members.count), required: \(required))")
        for position in members.indices {
            let member = members[position]
            if position > 0 { writer.line("reader.member = \(position)") }
            if position < required {
                member.emitReading(names, into: &writer)
            } else {
                writer.either("if object.sent > \(position)") {
                    member.emitReading(names, into: &$0)
                } else: {
                    $0.line(member.absent ?? "")
                }
            }
        }
        writer.line("reader.endObject(object, \(literal(payload.memberNames)))")
    }
}
