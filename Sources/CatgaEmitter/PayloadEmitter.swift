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
            writer.block("extension \(payload.name.qualified): Catga.PayloadCoding") { writer in
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
                emitReadersOnDemand(payload, into: &writer)
                if hasViews, payload.hasView { ViewEmitter(names: names).emit(payload, into: &writer) }
            }
        }
    }

    private func emitNames(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
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
            for (field, type) in fields { encoder.encode("self.\(field.name)", type, into: &writer) }
        }
        writer.line()
        if payload.isShort { writer.line("@inline(__always)") }
        emitReading(access: access, into: &writer) { emitDecoding(payload, into: &$0) }
    }

    private func emitSize(_ fields: [(Field, WireType)], access: String, into writer: inout SourceWriter) {
        var fixed = 1
        var statements = SourceWriter(indentedAs: writer, steps: 1)
        for (field, type) in fields { fixed += encoder.size("self.\(field.name)", type, into: &statements) }
        guard !statements.isEmpty else { return writer.line("\(access)var encodedSize: Int { \(fixed) }") }
        writer.block("\(access)var encodedSize: Int") { writer in
            writer.line("var size = \(fixed)")
            writer.append(statements)
            writer.line("return size")
        }
    }

    /// The function that writes; `body` stores the value through `cursor`.
    func emitEncoding(
        access: String,
        into writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
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
        writer.block("\(access)init(reading reader: inout Catga.WireReader)", body)
    }

    /// Members that an older writer did not send keep their default; one without a default must be there.
    private func emitDecoding(_ payload: Payload, into writer: inout SourceWriter) {
        let members = payload.decodedMembers
        let required = (members.lastIndex { !$0.field.hasDefault }).map { $0 + 1 } ?? 0
        writer.line("let object = reader.beginObject(members: \(members.count), required: \(required))")
        for member in members {
            if member.position > 0 { writer.line("reader.member = \(member.position)") }
            if member.position < required {
                emitRead(member, into: &writer)
            } else {
                emitDefaulted(member, if: "object.sent > \(member.position)", into: &writer)
            }
        }
        writer.line("reader.endObject(object, \(literal(payload.memberNames)))")
        emitMaking(members, into: &writer)
    }

    /// Statements that read the member. What a view decodes on demand has a function of its own, for both.
    func emitRead(_ member: DecodedMember, into writer: inout SourceWriter) {
        if member.field.isDecodedOnDemand {
            writer.line("\(member.introducer)\(member.place) = \(member.readingOnDemand)")
        } else if member.isLocal {
            decoder.declare(member.place, member.type, depth: 1, isScoped: true, &writer)
        } else {
            decoder.decodeScoped(member.type, into: .variable(member.place), &writer)
        }
    }

    /// Statements that read the member if the condition holds and leave its default else; `end` follows what was read.
    func emitDefaulted(
        _ member: DecodedMember,
        if condition: String,
        end: String? = nil,
        into writer: inout SourceWriter
    ) {
        if member.isLocal { writer.line("let \(member.place): \(names.reference(member.type))") }
        let read = { (writer: inout SourceWriter) in
            if member.field.isDecodedOnDemand {
                writer.line("\(member.place) = \(member.readingOnDemand)")
            } else {
                decoder.decode(member.type, into: .variable(member.place), &writer)
            }
            if let end { writer.line(end) }
        }
        if member.isLocal || member.field.isLet {
            writer.either("if \(condition)", read) { $0.line("\(member.place) = nil") }
        } else {
            writer.block("if \(condition)", read)
        }
    }

    /// The value of what was read into locals.
    func emitMaking(_ members: [DecodedMember], into writer: inout SourceWriter) {
        guard members.contains(where: \.isLocal) else { return }
        let arguments = members.map { "\($0.field.name): \($0.place)" }
        writer.line("self.init(\(arguments.joined(separator: ", ")))")
    }

    // MARK: - Enums

    private func emitEnum(_ payload: Payload, _ scalar: Scalar, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        writer.line()
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

    // MARK: - On demand

    /// What the value and its view share.
    private func emitReadersOnDemand(_ payload: Payload, into writer: inout SourceWriter) {
        for field in payload.fields where payload.form == .struct && field.isDecodedOnDemand {
            guard let type = field.type.value else { continue }
            writer.line()
            let head = "fileprivate static func reading(\(field.name) reader: inout Catga.WireReader)"
            writer.block("\(head) -> \(names.reference(type))") { writer in
                decoder.decode(type, into: DecodeStatements.Destination(before: "return "), &writer)
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
            // Only between backticks can a name hold a comma.
            names += name.utf8.count == field.name.utf8.count ? name : name.replacing(",", with: " ")
        }
        return names
    }

    /// Of an enum with raw values: one that is there whatever the build.
    var anyCase: String { (cases.first { $0.conditions.isEmpty } ?? cases.first)?.name ?? "none" }

    /// So little that reading it belongs into the loop over an array of it: a call costs as much as its members.
    var isShort: Bool {
        guard form == .struct, layout.layout != .versionTolerant, fields.count <= 8 else { return false }
        return fields.allSatisfy { field in
            switch field.type.value {
            case .scalar, .rawEnum, .value, .string, .optional(.string): !field.hasDefault
            default: false
            }
        }
    }

    /// The members in the order of the wire, as the decoder keeps them.
    var decodedMembers: [DecodedMember] {
        let isMadeAtOnce = hasMemberwiseInitializer && !isShort && fields.allSatisfy { $0.initialValue == nil }
        var members: [DecodedMember] = []
        for field in fields {
            guard let type = field.type.value else { continue }
            members.append(DecodedMember(field: field, type: type, position: members.count, isLocal: isMadeAtOnce))
        }
        return members
    }

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

/// A member of a struct where it is decoded: set at once, or kept in a local until the initializer that the compiler wrote
/// makes the value of all of them. That one is faster than any other, by a sixth for a larger struct: Swift 6.3 ends each initializer that sets
/// members with a copy of the whole value where this is of more than six words and may hold an optional reference.
struct DecodedMember {
    let field: Field
    let type: WireType
    let position: Int
    let isLocal: Bool

    /// What is assigned.
    var place: String { isLocal ? "member\(position)" : "self.\(field.name)" }

    var introducer: String { isLocal ? "let " : "" }

    var readingOnDemand: String { "Self.reading(\(field.name): &reader)" }
}

/// `0x` and sixteen digits.
func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
}
