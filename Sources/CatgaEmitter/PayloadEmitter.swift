import CatgaModel
import CatgaScanner

/// Writes the extension that gives a payload its wire form.
struct PayloadEmitter {
    let names: Names
    let encoder = EncodeStatements(into: .cursor)
    let decoder: DecodeStatements

    init(names: Names) {
        self.names = names
        decoder = DecodeStatements(names: names)
    }

    func emit(_ payload: Payload, into writer: inout SourceWriter) {
        writer.line()
        writer.conditional(payload.conditions) { writer in
            writer.line("// MARK: - \(payload.name.qualified)")
            writer.line()
            writer.block("extension \(payload.name.qualified)") { writer in
                emitNames(payload, into: &writer)
                switch payload.form {
                case .struct:
                    switch payload.layout.layout {
                    case .fixed: emitFixed(payload, into: &writer)
                    case .versionTolerant: emitTolerant(payload, into: &writer)
                    case .regular, nil: emitStruct(payload, into: &writer)
                    }
                case .union: emitUnion(payload, into: &writer)
                case .rawEnum(let scalar): emitEnum(payload, scalar, into: &writer)
                case .unsupported: break  // Refused by a rule before anything is emitted.
                }
                emitConveniences(payload, into: &writer)
            }
        }
    }

    private func emitNames(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line("/// 64-bit FNV-1a of the wire name.")
        writer.line("\(access)static var typeID: UInt64 { \(hexadecimal(payload.typeID)) }")
        if payload.wireNamePlace == payload.place {
            writer.line("\(access)static var wireName: String { \(literal(payload.wireName)) }")
        }
    }

    // MARK: - Structs

    private func emitStruct(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        let fields = payload.fields.compactMap { field in field.type.value.map { (field, $0) } }
        writer.line()
        emitSize(fields, access: access, into: &writer)
        writer.line()
        emitEncoding(access: access, into: &writer) { writer in
            writer.line("cursor.write(objectOf: \(fields.count))")
            for (field, type) in fields {
                writer.lines(encoder.encode("self.\(field.name)", type))
            }
        }
        writer.line()
        writer.block("\(access)init(from reader: inout Catga.WireReader) throws(Catga.WireError)") { writer in
            emitDecoding(fields, into: &writer)
        }
    }

    private func emitSize(_ fields: [(Field, WireType)], access: String, into writer: inout SourceWriter) {
        var fixed = 1
        var statements: [String] = []
        for (field, type) in fields {
            let size = encoder.size("self.\(field.name)", type)
            fixed += size.fixed
            statements += size.statements
        }
        writer.line("/// Bytes that `encode(into:)` writes.")
        guard !statements.isEmpty else { return writer.line("\(access)var encodedSize: Int { \(fixed) }") }
        writer.block("\(access)var encodedSize: Int") { writer in
            writer.line("var size = \(fixed)")
            writer.lines(statements)
            writer.line("return size")
        }
    }

    /// Both functions that write; `body` stores the value through `cursor`.
    func emitEncoding(
        access: String,
        into writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
        writer.block("\(access)func encode(into writer: inout Catga.WireWriter)") { writer in
            writer.line("let start = writer.cursor(reserving: self.encodedSize)")
            writer.line("writer.advance(to: self.encode(at: start))")
        }
        writer.line()
        writer.line("/// Writes to memory that has room for `encodedSize` bytes and returns the place behind them.")
        writer.block("\(access)func encode(at start: Catga.WireCursor) -> Catga.WireCursor") { writer in
            writer.line("var cursor = start")
            body(&writer)
            writer.line("return cursor")
        }
    }

    /// Members that an older writer did not send keep their default; one without a default must be there.
    private func emitDecoding(_ fields: [(Field, WireType)], into writer: inout SourceWriter) {
        guard !fields.isEmpty else {
            writer.line("_ = try reader.readObject(members: 0)")
            return writer.line("reader.endObject()")
        }
        let required = (fields.lastIndex { !$0.0.hasDefault }).map { $0 + 1 } ?? 0
        emitTracked(fields, locals: Array(fields[..<required]), into: &writer) { writer in
            writer.line("let sent = try reader.readObject(members: \(fields.count))")
            if required > 0 {
                writer.line("guard sent >= \(required) else { throw reader.missingMember() }")
            }
            for (position, (field, type)) in fields.enumerated() {
                writer.line("member = \(literal(field.plainName))")
                if position < required {
                    writer.lines(scoped(decoder.decode(type, into: .variable(field.local))))
                } else {
                    emitDefaulted(field, type, at: position, into: &writer)
                }
            }
            writer.line("reader.endObject()")
        }
    }

    /// What `body` reads, with the name of the member that `member` holds added to an error.
    ///
    /// A struct of many members whose initializer may fail half-way is built up in memory and copied out of it, while
    /// constants stay in registers: so members without default are read into `locals` first.
    func emitTracked(
        _ fields: [(Field, WireType)],
        locals: [(Field, WireType)],
        into writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
        guard !fields.isEmpty else { return body(&writer) }
        for (field, type) in locals { writer.line("let \(field.local): \(names.reference(type))") }
        writer.line("var member: StaticString = \"\"")
        writer.line("do throws(Catga.WireError) {")
        writer.indented(body)
        writer.line("} catch {")
        writer.line("    throw error.inside(member)")
        writer.line("}")
        for (field, _) in locals { writer.line("self.\(field.name) = \(field.local)") }
    }

    private func emitDefaulted(_ field: Field, _ type: WireType, at position: Int, into writer: inout SourceWriter) {
        let statements = decoder.decode(type, into: .variable("self.\(field.name)"))
        if field.isLet {
            writer.lines(either("if sent > \(position)", statements, ["self.\(field.name) = nil"]))
        } else {
            writer.lines(nested("if sent > \(position)", statements))
        }
    }

    /// Names of locals repeat from member to member, so members with locals get a scope of their own.
    func scoped(_ statements: [String]) -> [String] {
        statements.count == 1 ? statements : nested("do", statements)
    }

    // MARK: - Enums

    private func emitEnum(_ payload: Payload, _ scalar: Scalar, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
        writer.line("/// Bytes that `encode(into:)` writes.")
        writer.line("\(access)var encodedSize: Int { \(scalar.size) }")
        writer.line()
        emitEncoding(access: access, into: &writer) { $0.line("cursor.write(self.rawValue)") }
        writer.line()
        writer.block("\(access)init(from reader: inout Catga.WireReader) throws(Catga.WireError)") { writer in
            writer.block(
                "guard let value = Self(rawValue: try reader.read\(scalar.rawValue)()) else"
            ) { $0.line("throw reader.invalidValue(size: \(scalar.size))") }
            writer.line("self = value")
        }
    }

    // MARK: - Both

    private func emitConveniences(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
        writer.line("/// The value's bytes. Allocates.")
        writer.block("\(access)func encoded() -> [UInt8]") { writer in
            writer.line("var writer = Catga.WireWriter(capacity: self.encodedSize)")
            writer.line("self.encode(into: &writer)")
            writer.line("return writer.bytes()")
        }
        writer.line()
        writer.line("/// Reads a value that takes all of `bytes`.")
        writer.line("///")
        writer.line("/// - Throws: ``WireError`` that says where the bytes are not such a value, or exceed `limits`.")
        writer.line("\(access)init(")
        writer.line("    decoding bytes: RawSpan,")
        writer.line("    limits: Catga.WireLimits = Catga.WireLimits()")
        writer.block(") throws(Catga.WireError)") { writer in
            writer.closure("self = try bytes.withUnsafeBytes", "(bytes) throws(Catga.WireError)") { writer in
                writer.line("var reader = try Catga.WireReader(bytes, limits: limits)")
                writer.line("let value = try Self(from: &reader)")
                writer.line("try reader.finish()")
                writer.line("return value")
            }
        }
        writer.line()
        writer.line("/// Reads a value that takes all of `bytes`.")
        writer.block("\(access)init(decoding bytes: [UInt8]) throws(Catga.WireError)") { writer in
            writer.line("try self.init(decoding: bytes.span.bytes)")
        }
    }
}

extension Field {
    /// The name without the backticks that the source may need around it.
    var plainName: String { name.filter { $0 != "`" } }

    /// The constant that a member is read into. No other local ends like this.
    var local: String { plainName + "Value" }

    /// A value that the compiler gives the member where the decoder does not.
    var hasDefault: Bool {
        if initialValue != nil { return true }
        if case .resolved(.optional) = type { return true }
        return false
    }
}

/// `0x` and sixteen digits.
func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
}
