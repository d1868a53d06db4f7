import CatgaModel

/// Structs whose members carry their lengths, so that older and newer readers pass over what they do not know.
extension PayloadEmitter {
    func emitTolerant(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        let fields = payload.fields.compactMap { field in field.type.value.map { (field, $0) } }
        writer.line()
        emitTolerantSize(fields, access: access, into: &writer)
        writer.line()
        emitEncoding(access: access, into: &writer) { writer in
            writer.line("cursor.write(objectOf: \(fields.count))")
            for (field, type) in fields { emitLength(field, type, into: &writer) }
            for (field, type) in fields { encoder.encode("self.\(field.name)", type, into: &writer) }
        }
        writer.line()
        emitReading(access: access, into: &writer) { writer in
            let members = payload.decodedMembers
            writer.line("\(fields.isEmpty ? "let" : "var") members = reader.beginTolerantObject()")
            for member in members {
                if member.position > 0 { writer.line("reader.member = \(member.position)") }
                emitMember(member, into: &writer)
            }
            writer.line("reader.endTolerantObject(members, \(literal(payload.memberNames)))")
            emitMaking(members, into: &writer)
        }
    }

    private func emitTolerantSize(_ fields: [(Field, WireType)], access: String, into writer: inout SourceWriter) {
        var fixed = 1
        var statements = SourceWriter(indentedAs: writer, steps: 1)
        for (field, type) in fields {
            if let size = emitMemberSize(field, type, into: &statements) {
                fixed += size + (size <= 127 ? 1 : 3)
            } else {
                statements.line("size += Catga.WireFormat.size(ofMember: \(field.sizeLocal))")
            }
        }
        guard !statements.isEmpty else { return writer.line("\(access)var encodedSize: Int { \(fixed) }") }
        writer.block("\(access)var encodedSize: Int") { writer in
            writer.line("var size = \(fixed)")
            writer.append(statements)
            writer.line("return size")
        }
    }

    private func emitLength(_ field: Field, _ type: WireType, into writer: inout SourceWriter) {
        let size = emitMemberSize(field, type, into: &writer)
        writer.line("cursor.write(lengthOfMember: \(size.map(String.init) ?? field.sizeLocal))")
    }

    /// The member's size where it is always the same; else writes statements that find it.
    private func emitMemberSize(_ field: Field, _ type: WireType, into writer: inout SourceWriter) -> Int? {
        if let layout = type.fixedLayout { return layout.size }
        var statements = SourceWriter(indentedAs: writer)
        let fixed = EncodeStatements(into: .cursor, total: field.sizeLocal)
            .size("self.\(field.name)", type, into: &statements)
        writer.line("var \(field.sizeLocal) = \(fixed)")
        writer.append(statements)
        return nil
    }

    private func emitMember(_ member: DecodedMember, into writer: inout SourceWriter) {
        let end = "reader.endMember(members)"
        guard member.field.hasDefault else {
            writer.line("reader.requireMember(&members)")
            emitRead(member, into: &writer)
            return writer.line(end)
        }
        emitDefaulted(member, if: "reader.nextMember(&members)", end: end, into: &writer)
    }
}

extension Field {
    /// The variable that the member's size is added up in. No other local ends like this.
    fileprivate var sizeLocal: String { plainName + "Size" }
}
