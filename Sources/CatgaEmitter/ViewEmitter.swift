import CatgaModel
import CatgaScanner

/// Writes the borrowed view of a payload: its members, read in place from bytes that are checked once.
struct ViewEmitter {
    let names: Names

    func emit(_ payload: Payload, into writer: inout SourceWriter) {
        let access = payload.access.prefix
        let members = payload.form == .struct ? payload.fields.compactMap { ViewMember($0, names) } : []
        writer.line()
        writer.line("/// The value in bytes that are only borrowed. It cannot be copied, and so cannot outlive them.")
        writer.block("\(access)struct View: ~Copyable") { writer in
            for member in members { emitProperty(member, access, into: &writer) }
            if payload.form != .struct {
                writer.line("private let slice: Catga.WireSlice")
                writer.line()
                writer.block("\(access)func decoded() throws(Catga.WireError) -> \(names.reference(payload.name))") {
                    $0.line("var reader = slice.reader()")
                    $0.line("return try \(names.reference(payload.name))(from: &reader)")
                }
            }
            writer.line()
            writer.line("/// Checks the bytes, which must outlive the view: `withView` sees to that.")
            let head = "\(access)init(unsafelyFrom reader: inout Catga.WireReader) throws(Catga.WireError)"
            writer.block(head) { writer in
                guard payload.form == .struct else { return emitSlice(of: payload, into: &writer) }
                for member in members { writer.line(member.declaration) }
                emitReading(members, payload, into: &writer)
                for member in members { writer.line(member.assignment) }
            }
        }
        emitArray(payload, access, into: &writer)
        emitAccess(access, into: &writer)
    }

    private func emitProperty(_ member: ViewMember, _ access: String, into writer: inout SourceWriter) {
        guard let type = member.decodedType else {
            return writer.line("\(access)let \(member.name): \(member.type)")
        }
        writer.line("private let \(member.stored): Catga.WireSlice")
        writer.line("/// Decoded whenever it is asked for. Allocates.")
        writer.block("\(access)var \(member.name): \(type)") { writer in
            writer.block("get throws(Catga.WireError)") { writer in
                if let absent = member.absentDecoded { writer.line("if \(member.stored).isEmpty { return \(absent) }") }
                writer.line("var reader = \(member.stored).reader()")
                writer.line("let decoded: \(type)")
                writer.lines(DecodeStatements(names: names).decode(member.wireType, into: .variable("decoded")))
                writer.line("return decoded")
            }
        }
    }

    private func emitSlice(of payload: Payload, into writer: inout SourceWriter) {
        writer.line("let start = reader.offset")
        writer.line("_ = try \(names.reference(payload.name))(from: &reader)")
        writer.line("slice = reader.slice(from: start)")
    }

    // MARK: - Reading

    private func emitReading(_ members: [ViewMember], _ payload: Payload, into writer: inout SourceWriter) {
        switch payload.layout.layout {
        case .fixed:
            var end = 0
            for member in members {
                guard let place = member.wireType.fixedLayout else { continue }
                let start = place.aligned(end)
                if start > end { writer.line("try reader.skip(\(start - end))") }
                writer.lines(member.reading)
                end = start + place.size
            }
            let size = payload.fixedLayout?.size ?? end
            if size > end { writer.line("try reader.skip(\(size - end))") }
        case .versionTolerant:
            writer.line("\(members.isEmpty ? "let" : "var") members = try reader.readTolerantObject()")
            for member in members {
                let reading = member.reading + ["try reader.endMember(members)"]
                guard let absent = member.absent else {
                    writer.line("guard try reader.nextMember(&members) else { throw reader.missingMember() }")
                    writer.lines(reading)
                    continue
                }
                writer.lines(either("if try reader.nextMember(&members)", reading, [absent]))
            }
            writer.line("reader.endTolerantObject(members)")
        case .regular, nil:
            let required = (members.lastIndex { $0.absent == nil }).map { $0 + 1 } ?? 0
            let introducer = members.isEmpty ? "_" : "let sent"
            writer.line("\(introducer) = try reader.readObject(members: \(members.count))")
            if required > 0 { writer.line("guard sent >= \(required) else { throw reader.missingMember() }") }
            for (position, member) in members.enumerated() {
                if position < required {
                    writer.lines(member.reading)
                } else {
                    writer.lines(either("if sent > \(position)", member.reading, [member.absent ?? ""]))
                }
            }
            writer.line("reader.endObject()")
        }
    }

    // MARK: - Arrays and access

    private func emitArray(_ payload: Payload, _ access: String, into writer: inout SourceWriter) {
        let minimum = payload.layout.layout == .fixed ? payload.fixedLayout?.size ?? 1 : 1
        let isPublic = payload.access >= .public
        writer.line()
        writer.line("/// Values of an array in bytes that are only borrowed.")
        writer.block("\(access)struct ViewArray: ~Copyable") { writer in
            writer.line("private let elements: Catga.WireElements")
            writer.line("\(access)var count: Int { elements.count }")
            writer.line()
            writer.line("/// The element in place. Going through the indices in order takes one step each.")
            // A coroutine that another module cannot inline allocates its frame.
            if isPublic { writer.line("@inlinable") }
            writer.block("\(access)subscript(index: Int) -> View") { writer in
                writer.block("_read") { writer in
                    writer.line("let view = self.element(index)")
                    writer.line("yield view")
                }
            }
            writer.line()
            if isPublic { writer.line("@usableFromInline") }
            writer.block("func element(_ index: Int) -> View") { writer in
                writer.line("let start = elements.start(for: index)")
                writer.line("var reader = elements.reader(at: start)")
                writer.line("for _ in 0..<start.skipping { _ = Self.read(&reader) }")
                writer.line("elements.remember(index, at: reader)")
                writer.line("return Self.read(&reader)")
            }
            writer.line()
            writer.line("/// An element that was read before, when all were checked.")
            writer.block("private static func read(_ reader: inout Catga.WireReader) -> View") { writer in
                writer.line("do throws(Catga.WireError) {")
                writer.line("    return try View(unsafelyFrom: &reader)")
                writer.line("} catch {")
                writer.line("    preconditionFailure(\"the bytes changed while a view of them was in use\")")
                writer.line("}")
            }
            writer.line()
            writer.line("/// Checks all elements, whose bytes must outlive the value.")
            writer.block("\(access)init(unsafelyFrom reader: inout Catga.WireReader) throws(Catga.WireError)") {
                $0.line("let count = try reader.readCount(minimumSize: \(minimum), stride: 0)")
                $0.line("let start = reader.offset")
                $0.line("for _ in 0..<count { _ = try View(unsafelyFrom: &reader) }")
                $0.line("elements = reader.elements(count, from: start)")
            }
            writer.line()
            writer.line("/// No elements, where the writer sent no array.")
            writer.block("\(access)init()") { $0.line("elements = Catga.WireElements.none()") }
        }
    }

    private func emitAccess(_ access: String, into writer: inout SourceWriter) {
        writer.line()
        writer.line("/// Lends a view of a value that takes all of `bytes`. Allocates nothing.")
        writer.line("\(access)static func withView<Result>(")
        writer.line("    of bytes: RawSpan,")
        writer.line("    limits: Catga.WireLimits = Catga.WireLimits(),")
        writer.line("    _ body: (borrowing View) throws(Catga.WireError) -> Result")
        writer.block(") throws(Catga.WireError) -> Result") { writer in
            writer.closure("try bytes.withUnsafeBytes", "(bytes) throws(Catga.WireError)") { writer in
                writer.line("var reader = try Catga.WireReader(bytes, limits: limits)")
                writer.line("let view = try View(unsafelyFrom: &reader)")
                writer.line("try reader.finish()")
                writer.line("return try body(view)")
            }
        }
    }
}
