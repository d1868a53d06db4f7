import CatgaModel

/// Enums with associated values: the number of the case, and an object of its values.
extension PayloadEmitter {
    func emitUnion(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
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
                        encoder.encode("value\(position)", type, depth: unionCase.values.count, into: &writer)
                    }
                }
            }
            writer.line("}")
        }
        writer.line()
        let base = baseCases.number(of: payload.name) ?? 0
        let isBaseBoxed = payload.cases[base].isIndirect
        if isBaseBoxed {
            writer.line("/// Shared, since each of its own would take a box.")
            writer.line("private static let valueAfterFailure: Self = {")
            writer.indented { writer in
                writer.line("var reader = Catga.WireReader(UnsafeRawBufferPointer(start: nil, count: 0))")
                writer.line("return Self(reading: &reader)")
            }
            writer.line("}()")
            writer.line()
        }
        emitReading(access: access, into: &writer) { writer in
            if isBaseBoxed {
                writer.block("if reader.hasFailed") { writer in
                    writer.line("self = Self.valueAfterFailure")
                    writer.line("return")
                }
            }
            writer.line("switch reader.readUnionTag() {")
            for (tag, unionCase) in payload.cases.enumerated() where tag != base {
                writer.line("case \(tag):")
                writer.indented { emitReading(of: unionCase, into: &$0) }
            }
            writer.line("case let tag:")
            writer.indented { writer in
                writer.line("if tag != \(base) { reader.failUnknownCase(tag) }")
                emitReading(of: payload.cases[base], into: &writer)
            }
            writer.line("}")
        }
    }

    private func emitSize(of unionCase: UnionCase, into writer: inout SourceWriter) {
        var fixed = 2
        var statements = SourceWriter(indentedAs: writer, steps: 1)
        var isBound: [Bool] = []
        for (position, type) in unionCase.types.enumerated() {
            var own = SourceWriter(indentedAs: statements)
            fixed += encoder.size("value\(position)", type, depth: unionCase.values.count, into: &own)
            isBound.append(!own.isEmpty)
            statements.append(own)
        }
        writer.line("case \(pattern(unionCase, bound: isBound)):")
        writer.indented { writer in
            guard !statements.isEmpty else { return writer.line("return \(fixed)") }
            writer.line("var size = \(fixed)")
            writer.append(statements)
            writer.line("return size")
        }
    }

    private func emitReading(of unionCase: UnionCase, into writer: inout SourceWriter) {
        let count = unionCase.values.count
        if unionCase.isIndirect {
            let values = unionCase.types.map(names.reference).joined(separator: ", ")
            writer.line("reader.reserveBox(MemoryLayout<(\(values))>.size)")
        }
        writer.line("let object = reader.beginObject(members: \(count), required: \(count))")
        for (position, type) in unionCase.types.enumerated() {
            decoder.declare("value\(position)", type, depth: count, isScoped: true, &writer)
        }
        let arguments = unionCase.values.enumerated().map { position, value in
            value.name.isEmpty ? "value\(position)" : "\(value.name): value\(position)"
        }
        writer.line("self = .\(unionCase.name)" + (count == 0 ? "" : "(\(arguments.joined(separator: ", ")))"))
        writer.line("reader.endObject(object, \(literal(unionCase.name.filter { $0 != "`" && $0 != "," })))")
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
