import CatgaModel
import CatgaScanner

/// Writes the extension that gives a payload its wire form.
struct PayloadEmitter {
    let names: Names
    let encoder = EncodeStatements(into: .cursor)
    let decoder: DecodeStatements
    let baseCases: BaseCases
    private let hasViews: Bool

    init(names: Names, baseCases: BaseCases, hasViews: Bool) {
        self.names = names
        self.hasViews = hasViews
        self.baseCases = baseCases
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
                if hasViews, payload.hasView { ViewEmitter(names: names).emit(payload, into: &writer) }
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
        emitReading(access: access, into: &writer) { emitDecoding(fields, of: payload, into: &$0) }
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

    /// The function that writes; `body` stores the value through `cursor`.
    func emitEncoding(
        access: String,
        into writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
        writer.line("/// Writes to memory that has room for `encodedSize` bytes and returns the place behind them.")
        writer.block("\(access)func encode(at start: Catga.WireCursor) -> Catga.WireCursor") { writer in
            writer.line("var cursor = start")
            body(&writer)
            writer.line("return cursor")
        }
    }

    /// The function that reads; `body` sets every member of `self`.
    func emitReading(
        access: String,
        into writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
        writer.line("/// Reads a value that is only good where the reader has not failed.")
        writer.block("\(access)init(reading reader: inout Catga.WireReader)", body)
    }

    /// Members that an older writer did not send keep their default; one without a default must be there.
    private func emitDecoding(_ fields: [(Field, WireType)], of payload: Payload, into writer: inout SourceWriter) {
        let required = (fields.lastIndex { !$0.0.hasDefault }).map { $0 + 1 } ?? 0
        writer.line("let object = reader.beginObject(members: \(fields.count), required: \(required))")
        for (position, (field, type)) in fields.enumerated() {
            if position > 0 { writer.line("reader.member = \(position)") }
            if position < required {
                writer.lines(scoped(read(field, type)))
            } else {
                emitDefaulted(field, read(field, type), if: "object.sent > \(position)", into: &writer)
            }
        }
        writer.line("reader.endObject(object, \(literal(payload.memberNames)))")
    }

    /// Statements that read the member. What a view decodes on demand has a function of its own, for both.
    func read(_ field: Field, _ type: WireType) -> [String] {
        guard field.isDecodedOnDemand else { return decoder.decode(type, into: .variable("self.\(field.name)")) }
        return ["self.\(field.name) = Self.reading(\(field.name): &reader)"]
    }

    func emitDefaulted(
        _ field: Field,
        _ statements: [String],
        if condition: String,
        into writer: inout SourceWriter
    ) {
        if field.isLet {
            writer.lines(either("if \(condition)", statements, ["self.\(field.name) = nil"]))
        } else {
            writer.lines(nested("if \(condition)", statements))
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
        emitReading(access: access, into: &writer) { writer in
            writer.block("guard let value = Self(rawValue: reader.read\(scalar.rawValue)()) else") { writer in
                writer.line("reader.failInvalidValue(size: \(scalar.size))")
                writer.line("self = .\(payload.anyCase)")
                writer.line("return")
            }
            writer.line("self = value")
        }
    }

    // MARK: - Both

    private func emitConveniences(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
        writer.block("\(access)func encode(into writer: inout Catga.WireWriter)") {
            $0.line("writer.advance(to: self.encode(at: writer.cursor(reserving: self.encodedSize)))")
        }
        writer.line()
        writer.line("/// The value's bytes. Allocates.")
        writer.block("\(access)func encoded() -> [UInt8]") {
            $0.line("Catga.WireCursor.bytes(self.encodedSize) { self.encode(at: $0) }")
        }
        writer.line()
        writer.line("/// Reads one value of many, or part of one.")
        writer.block("\(access)init(from reader: inout Catga.WireReader) throws(Catga.WireError)") { writer in
            writer.line("self.init(reading: &reader)")
            writer.line("try reader.check()")
        }
        writer.line()
        writer.line("/// Reads a value that takes all of `bytes`.")
        writer.line("///")
        writer.line("/// - Throws: ``WireError`` that says where the bytes are not such a value, or exceed `limits`.")
        let limits = "limits: Catga.WireLimits = Catga.WireLimits()"
        writer.block("\(access)init(decoding bytes: RawSpan, \(limits)) throws(Catga.WireError)") { writer in
            writer.line("var reader = Catga.WireReader(unsafelyLent: bytes, limits: limits)")
            writer.line("self.init(reading: &reader)")
            writer.line("try reader.finish()")
        }
        writer.line()
        writer.line("/// Reads a value that takes all of `bytes`.")
        writer.block("\(access)init(decoding bytes: [UInt8]) throws(Catga.WireError)") {
            $0.line("try self.init(decoding: bytes.span.bytes)")
        }
        for field in payload.fields where payload.form == .struct && field.isDecodedOnDemand {
            guard let type = field.type.value else { continue }
            writer.line()
            let head = "fileprivate static func reading(\(field.name) reader: inout Catga.WireReader)"
            writer.block("\(head) -> \(names.reference(type))") { writer in
                writer.lines(decoder.decode(type, into: DecodeStatements.Destination(before: "return ")))
            }
        }
    }
}

extension Payload {
    /// The names of the members in order, from which a reader takes that of a member that failed.
    var memberNames: String {
        var names = ""
        for field in fields {
            if !names.isEmpty { names += "," }
            let name = field.plainName
            names += name.utf8.contains(UInt8(ascii: ",")) ? name.replacing(",", with: " ") : name
        }
        return names
    }

    /// Of an enum with raw values: one that is there whatever the build.
    var anyCase: String { (cases.first { $0.conditions.isEmpty } ?? cases.first)?.name ?? "none" }

    /// A number needs no view.
    var hasView: Bool { form == .struct || form == .union }
}

extension Field {
    /// The name without the backticks that the source may need around it.
    var plainName: String { withoutBackticks(name) }

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
