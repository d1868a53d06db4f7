import CatgaModel
import CatgaScanner

/// Writes what a message has beyond a payload: its description, and the typed entry point on the node.
struct MessageEmitter {
    let names: Names
    let isForCoreAlone: Bool
    private let encoder = EncodeStatements()

    init(names: Names, isForCoreAlone: Bool) {
        self.names = names
        self.isForCoreAlone = isForCoreAlone
    }

    // MARK: - Description

    func emitDescription(of message: Payload, into writer: inout SourceWriter) {
        let isRequest = message.kind.isRequest
        let hasReply = replyReference(message) != nil
        let list =
            isForCoreAlone
            ? (hasReply ? ": Catga.RequestCoding" : "")
            : (isRequest ? ": Catga.RequestCoding, Catga.MessageCoding" : ": Catga.MessageCoding")
        let type = isForCoreAlone ? "MessageIdentity" : "MessageDescription"
        writer.line()
        writer.conditional(message.conditions) { writer in
            writer.block("extension \(message.name.qualified)\(list)") { writer in
                writer.line("/// What the runtime knows of the message.")
                writer.line("\(message.access.prefix)static let messageDescription: Catga.\(type) = .init(")
                writer.indented { emitArguments(of: message, into: &$0) }
                writer.line(")")
                if isRequest { emitReplyCoding(of: message, into: &writer) }
            }
        }
    }

    private func emitArguments(of message: Payload, into writer: inout SourceWriter) {
        let hasReply = replyReference(message) != nil
        let isRequest = message.kind.isRequest
        if !isForCoreAlone {
            writer.line("\(isRequest ? "request" : "event"): \(names.reference(message.name)).self,")
        }
        writer.line("typeID: \(hexadecimal(message.typeID)),")
        writer.line("wireName: \(literal(message.wireName)),")
        writer.line("kind: .\(message.kind.caseName),")
        if !isForCoreAlone {
            writer.line("qualityOfService: .\(message.qualityOfServiceName),")
            writer.line("route: .\(message.routeName),")
        }
        emitFormerNames(of: message, into: &writer)
        if isRequest, !hasReply, !isForCoreAlone { writer.line("hasReply: false,") }
        let hash = isForCoreAlone ? nil : routeHash(message)
        let reply = isRequest && hasReply ? ", replyOf: \(literal(message.wireName))" : ""
        writer.line("receiveNow: { Self.receive($0, $1, $2, $3, $4\(reply)) }\(hash == nil ? "" : ",")")
        if let hash { writer.line("routeHash: { Catga.RoutingHash.hash(\(hash)) }") }
    }

    /// The argument for a message that had other names; none for one that had not.
    private func emitFormerNames(of message: Payload, into writer: inout SourceWriter) {
        if message.formerNames.isEmpty { return }
        writer.line("formerNames: [")
        for name in message.formerNames.sorted(by: { $0.name < $1.name }) {
            let (id, wireName) = (hexadecimal(name.typeID), literal(name.name))
            writer.line("    Catga.FormerWireName(typeID: \(id), wireName: \(wireName)),")
        }
        writer.line("],")
    }

    /// The requirements of `RequestCoding`; a request without a reply has them already.
    private func emitReplyCoding(of message: Payload, into writer: inout SourceWriter) {
        guard case .value(_, .resolved(let reply), _) = message.reply else { return }
        let (access, reference) = (message.access.prefix, names.reference(reply))
        writer.line()
        let sink = "into writer: inout Catga.WireWriter"
        writer.block("\(access)static func encode(reply: \(reference), \(sink))") {
            encoder.encode("reply", reply, into: &$0)
        }
        writer.line()
        let source = "reading reader: inout Catga.WireReader"
        writer.block("\(access)static func reply(\(source)) -> \(reference)") {
            DecodeStatements(names: names).decode(reply, into: DecodeStatements.Destination(before: "return "), &$0)
        }
    }

    /// The key's value as what `RoutingHash` takes.
    private func routeHash(_ message: Payload) -> String? {
        guard message.kind.isRequest, let key = message.route?.key,
            let field = message.fields.first(where: { $0.plainName == key })
        else { return nil }
        let value = "$0.\(field.name)"
        switch field.type.value {
        case .string: return value
        case .scalar(.bool): return "UInt64(\(value) ? 1 : 0)"
        case .scalar(.float): return "UInt64(\(value).bitPattern)"
        case .scalar(.double): return "\(value).bitPattern"
        case .scalar: return "UInt64(truncatingIfNeeded: \(value))"
        case .rawEnum: return "UInt64(truncatingIfNeeded: \(value).rawValue)"
        default: return nil
        }
    }

    func identity(of message: Payload) -> String {
        "\(hexadecimal(message.typeID)), \(literal(message.wireName))"
    }

    /// Asked for only where a message leaves the process.
    func description(of message: Payload) -> String {
        "{ \(names.reference(message.name)).messageDescription }"
    }

    // MARK: - Entry points

    /// `send` or `publish`, as a member of the node.
    func emitEntryPoint(of message: Payload, into writer: inout SourceWriter) {
        if isForCoreAlone { return CoreEmitter(messages: self).emitEntryPoint(of: message, into: &writer) }
        writer.conditional(message.conditions) { writer in
            if message.kind.isRequest {
                emitSend(message, into: &writer)
            } else {
                emitPublish(message, into: &writer)
            }
        }
    }

    private func emitSend(_ message: Payload, into writer: inout SourceWriter) {
        let reply = replyReference(message)
        let end = reply == nil ? "its end" : "the reply"
        writer.line("/// Sends the \(message.kind.noun) to its handler and waits for \(end).")
        emitInlinable(message.access, into: &writer)
        // A frame less for the task to make.
        writer.line("@inline(__always)")
        writer.line("\(message.access.prefix)nonisolated(nonsending) func send(")
        writer.line("    _ message: \(names.reference(message.name)),")
        writer.line("    in context: Catga.Context? = nil")
        writer.block(") async throws(Catga.CatgaError)\(reply.map { " -> \($0)" } ?? "")") { writer in
            writer.line("var message = message")
            writer.line(reply.map { "var reply: \($0)?" } ?? "var reply: Void? = ()")
            writer.line("try await request(\(identity(of: message)), &message, &reply, context)")
            writer.line("    \(description(of: message))")
            if reply != nil { writer.line("return reply.unsafelyUnwrapped") }
        }
    }

    private func emitPublish(_ message: Payload, into writer: inout SourceWriter) {
        let kind = message.kind.caseName
        let outcome = Self.outcomeInWords(message.kind)
        writer.line("/// Publishes the event to all its handlers; \(outcome).")
        emitInlinable(message.access, into: &writer)
        // A frame less for the task to make. A reliable event never takes the short way.
        if message.kind == .event { writer.line("@inline(__always)") }
        writer.line("\(message.access.prefix)nonisolated(nonsending) func publish(")
        writer.line("    _ message: \(names.reference(message.name)),")
        writer.line("    in context: Catga.Context? = nil")
        writer.block(") async throws(Catga.CatgaError)") { writer in
            writer.line("var message = message")
            writer.line("let failures = try await deliver(\(identity(of: message)), .\(kind), &message, context)")
            writer.line("    \(description(of: message))")
            writer.line(settle(message))
        }
        writer.line()
        writer.line("/// As `publish`, on the calling thread; for an event none of whose handlers needs `await`.")
        emitInlinable(message.access, into: &writer)
        if message.kind == .event { writer.line("@inline(__always)") }
        writer.line("\(message.access.prefix)func publishNow(")
        writer.line("    _ message: \(names.reference(message.name)),")
        writer.line("    in context: Catga.Context? = nil")
        writer.block(") throws(Catga.CatgaError)") { writer in
            writer.line("let failures = try deliverNow(\(identity(of: message)), .\(kind), message, context)")
            writer.line("    \(description(of: message))")
            writer.line(settle(message))
        }
    }

    private static func outcomeInWords(_ kind: Payload.Kind) -> String {
        kind == .reliableEvent ? "one that fails hears of it again" : "throws once all have run if any failed"
    }

    private func settle(_ message: Payload) -> String {
        message.kind == .reliableEvent
            ? "if let failures { redeliver(failures, payload: message.encoded()) }"
            : "if let failures { try report(failures, of: \(hexadecimal(message.typeID))) }"
    }

    /// Other modules inline what is public, so that a call from there costs no more than one from here.
    func emitInlinable(_ access: AccessLevel, into writer: inout SourceWriter) {
        if access >= .public { writer.line("@inlinable") }
    }

    /// `nil` for requests without a reply.
    func replyReference(_ message: Payload) -> String? {
        guard case .value(_, .resolved(let type), _) = message.reply else { return nil }
        return names.reference(type)
    }
}

extension Payload.Kind {
    /// The case of `MessageKind`.
    var caseName: String {
        switch self {
        case .command: "command"
        case .query: "query"
        case .event, .payload: "event"
        case .reliableEvent: "reliableEvent"
        }
    }

    var noun: String {
        switch self {
        case .command: "command"
        case .query: "query"
        case .event, .reliableEvent: "event"
        case .payload: "payload"
        }
    }
}

extension Payload {
    /// The case of `DeliveryQuality`: what is declared, else the kind's default.
    var qualityOfServiceName: String {
        if let name = qualityOfService?.name { return name }
        switch kind {
        case .command, .reliableEvent: return "atLeastOnce"
        case .query, .event, .payload: return "atMostOnce"
        }
    }

    /// The case of `Route.Kind`: what is declared, else the kind's default.
    var routeName: String {
        route?.name ?? (kind.isEvent ? "broadcast" : "localFirst")
    }
}
