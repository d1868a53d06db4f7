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
            for (field, type) in fields { writer.lines(encoder.encode("self.\(field.name)", type)) }
        }
        writer.line()
        emitReading(access: access, into: &writer) { writer in
            writer.line("\(fields.isEmpty ? "let" : "var") members = reader.beginTolerantObject()")
            for (position, (field, type)) in fields.enumerated() {
                if position > 0 { writer.line("reader.member = \(position)") }
                emitMember(field, type, into: &writer)
            }
            writer.line("reader.endTolerantObject(members, \(literal(payload.memberNames)))")
        }
    }

    private func emitTolerantSize(_ fields: [(Field, WireType)], access: String, into writer: inout SourceWriter) {
        var fixed = 1
        var statements: [String] = []
        for (field, type) in fields {
            let size = memberSize(field, type)
            if size.statements.isEmpty {
                fixed += size.fixed + (size.fixed <= 127 ? 1 : 3)
            } else {
                statements += size.statements + ["size += Catga.WireFormat.size(ofMember: \(field.sizeLocal))"]
            }
        }
        writer.line("/// Bytes that `encode(into:)` writes.")
        guard !statements.isEmpty else { return writer.line("\(access)var encodedSize: Int { \(fixed) }") }
        writer.block("\(access)var encodedSize: Int") { writer in
            writer.line("var size = \(fixed)")
            writer.lines(statements)
            writer.line("return size")
        }
    }

    private func emitLength(_ field: Field, _ type: WireType, into writer: inout SourceWriter) {
        let size = memberSize(field, type)
        writer.lines(size.statements)
        writer.line("cursor.write(lengthOfMember: \(size.statements.isEmpty ? "\(size.fixed)" : field.sizeLocal))")
    }

    /// The member's size where it is always the same, else statements that find it.
    private func memberSize(_ field: Field, _ type: WireType) -> (fixed: Int, statements: [String]) {
        let size = EncodeStatements(into: .cursor, total: field.sizeLocal).size("self.\(field.name)", type)
        if size.statements.isEmpty, type.isOfOneSize { return (size.fixed, []) }
        return (0, ["var \(field.sizeLocal) = \(size.fixed)"] + size.statements)
    }

    private func emitMember(_ field: Field, _ type: WireType, into writer: inout SourceWriter) {
        let statements = read(field, type)
        let end = "reader.endMember(members)"
        guard field.hasDefault else {
            writer.line("reader.requireMember(&members)")
            writer.lines(scoped(statements))
            return writer.line(end)
        }
        emitDefaulted(field, statements + [end], if: "reader.nextMember(&members)", into: &writer)
    }
}

extension Field {
    /// The variable that the member's size is added up in. No other local ends like this.
    fileprivate var sizeLocal: String { plainName + "Size" }
}

extension WireType {
    /// Every value takes the same bytes, as far as the type alone can tell.
    fileprivate var isOfOneSize: Bool { fixedLayout != nil }
}
