import CatgaModel

/// Enums with associated values: the number of the case, and an object of its values.
extension PayloadEmitter {
    func emitUnion(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
        writer.line("/// Bytes that `encode(into:)` writes.")
        writer.block("\(access)var encodedSize: Int") { writer in
            writer.line("switch self {")
            for unionCase in payload.cases { emitSize(of: unionCase, into: &writer) }
            writer.line("}")
        }
        writer.line()
        emitEncoding(access: access, into: &writer) { writer in
            writer.line("switch self {")
            for (tag, unionCase) in payload.cases.enumerated() {
                writer.line("case \(pattern(unionCase, bound: unionCase.values.indices.map { _ in true })):")
                writer.indented { writer in
                    writer.line("cursor.write(unionTag: \(tag))")
                    writer.line("cursor.write(objectOf: \(unionCase.values.count))")
                    for (position, type) in unionCase.types.enumerated() {
                        writer.lines(encoder.encode("value\(position)", type, depth: unionCase.values.count))
                    }
                }
            }
            writer.line("}")
        }
        writer.line()
        writer.block("\(access)init(from reader: inout Catga.WireReader) throws(Catga.WireError)") { writer in
            writer.line("switch try reader.readUnionTag() {")
            for (tag, unionCase) in payload.cases.enumerated() {
                writer.line("case \(tag):")
                writer.indented { emitDecoding(of: unionCase, into: &$0) }
            }
            writer.line("default:")
            writer.line("    throw reader.invalidValue(size: 1)")
            writer.line("}")
        }
    }

    private func emitSize(of unionCase: UnionCase, into writer: inout SourceWriter) {
        var fixed = 2
        var statements: [String] = []
        var isBound: [Bool] = []
        for (position, type) in unionCase.types.enumerated() {
            let size = encoder.size("value\(position)", type, depth: unionCase.values.count)
            fixed += size.fixed
            statements += size.statements
            isBound.append(!size.statements.isEmpty)
        }
        writer.line("case \(pattern(unionCase, bound: isBound)):")
        writer.indented { writer in
            guard !statements.isEmpty else { return writer.line("return \(fixed)") }
            writer.line("var size = \(fixed)")
            writer.lines(statements)
            writer.line("return size")
        }
    }

    private func emitDecoding(of unionCase: UnionCase, into writer: inout SourceWriter) {
        let count = unionCase.values.count
        writer.line("do throws(Catga.WireError) {")
        writer.indented { writer in
            if unionCase.isIndirect { writer.line("try reader.reserveBox(MemoryLayout<Self>.size)") }
            if count == 0 {
                writer.line("_ = try reader.readObject(members: 0)")
                writer.line("self = .\(unionCase.name)")
            } else {
                writer.line("let sent = try reader.readObject(members: \(count))")
                writer.line("guard sent == \(count) else { throw reader.missingMember() }")
                for (position, type) in unionCase.types.enumerated() {
                    writer.line("let value\(position): \(names.reference(type))")
                    writer.lines(scoped(decoder.decode(type, into: .variable("value\(position)"), depth: count)))
                }
                let arguments = unionCase.values.enumerated().map { position, value in
                    value.name.isEmpty ? "value\(position)" : "\(value.name): value\(position)"
                }
                writer.line("self = .\(unionCase.name)(\(arguments.joined(separator: ", ")))")
            }
            writer.line("reader.endObject()")
        }
        writer.line("} catch {")
        writer.line("    throw error.inside(\(literal(unionCase.name.filter { $0 != "`" })))")
        writer.line("}")
    }

    private func pattern(_ unionCase: UnionCase, bound: [Bool]) -> String {
        guard bound.contains(true) else { return ".\(unionCase.name)" }
        let bindings = bound.enumerated().map { position, isBound in isBound ? "let value\(position)" : "_" }
        return ".\(unionCase.name)(\(bindings.joined(separator: ", ")))"
    }
}

extension UnionCase {
    fileprivate var types: [WireType] { values.compactMap(\.type.value) }
}
