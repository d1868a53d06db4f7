import CatgaModel

/// Structs in C's layout: nothing in front, members at multiples of their alignment, padding zeroed.
extension PayloadEmitter {
    func emitFixed(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        let layout = payload.fixedLayout ?? FixedLayout(size: 1, alignment: 1)
        let members = placed(payload, layout)
        writer.line()
        writer.line("\(access)var encodedSize: Int { \(layout.size) }")
        writer.line()
        emitEncoding(access: access, into: &writer) { writer in
            for member in members {
                if member.padding > 0 { writer.line("cursor.write(zeros: \(member.padding))") }
                guard let (field, type) = member.field else { continue }
                encoder.encode("self.\(field.name)", type, into: &writer)
            }
        }
        writer.line()
        if payload.isShort { writer.line("@inline(__always)") }
        emitReading(access: access, into: &writer) { writer in
            writer.line("let object = reader.beginFixed()")
            for (position, member) in members.enumerated() {
                if member.padding > 0 { writer.line("reader.skip(\(member.padding))") }
                guard let (field, type) = member.field else { continue }
                if position > 0 { writer.line("reader.member = \(position)") }
                decoder.decodeScoped(type, into: .variable("self.\(field.name)"), &writer)
            }
            writer.line("reader.endObject(object, \(literal(payload.memberNames)))")
        }
    }

    /// The members with the padding in front of each, and what follows the last.
    private func placed(
        _ payload: Payload,
        _ layout: FixedLayout
    ) -> [(padding: Int, field: (Field, WireType)?)] {
        var end = 0
        var members: [(padding: Int, field: (Field, WireType)?)] = []
        for field in payload.fields {
            guard let type = field.type.value, let place = type.fixedLayout else { continue }
            let start = place.aligned(end)
            members.append((start - end, (field, type)))
            end = start + place.size
        }
        if layout.size > end { members.append((layout.size - end, nil)) }
        return members
    }
}
