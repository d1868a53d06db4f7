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
        writer.line()
        writer.conditional(message.conditions) { writer in
            let conformance = isForCoreAlone ? "" : ": Catga.MessageCoding"
            writer.block("extension \(message.name.qualified)\(conformance)") { writer in
                writer.line("/// What the runtime knows of the message.")
                let type = isForCoreAlone ? "MessageIdentity" : "MessageDescription"
                writer.line("\(message.access.prefix)static let messageDescription: Catga.\(type) = .init(")
                writer.indented { writer in
                    writer.line("typeID: \(hexadecimal(message.typeID)),")
                    writer.line("wireName: \(literal(message.wireName)),")
                    writer.line("kind: .\(message.kind.caseName),")
                    if !isForCoreAlone {
                        writer.line("qualityOfService: .\(message.qualityOfServiceName),")
                        writer.line("route: .\(message.routeName),")
                    }
                    for line in formerNames(of: message) { writer.line(line) }
                    writer.line("receiveNow: { \(Self.receiveNowParameters) in")
                    writer.indented { emitReceiveNow(message, into: &$0) }
                    writer.line(isForCoreAlone ? "}" : "},")
                    if isForCoreAlone { return }
                    emitCoding(message, into: &writer)
                    let handler = message.kind == .reliableEvent ? "handler" : "_"
                    let signature = "node, payload, context, \(handler) async throws(Catga.CatgaError)"
                    writer.closure("receive:", signature) { emitReceive(message, into: &$0) }
                }
                writer.line(")")
                emitReplyEncoder(of: message, into: &writer)
            }
        }
    }

    /// The argument for a message that had other names; none for one that had not.
    private func formerNames(of message: Payload) -> [String] {
        if message.formerNames.isEmpty { return [] }
        let names = message.formerNames.sorted { $0.name < $1.name }.map {
            "    Catga.FormerWireName(typeID: \(hexadecimal($0.typeID)), wireName: \(literal($0.name))),"
        }
        return ["formerNames: ["] + names + ["],"]
    }

    static let receiveNowParameters = "reader, call, handlers, context, writer"

    /// The body of a `ReceiveThunk`.
    func emitReceiveNow(_ message: Payload, into writer: inout SourceWriter) {
        writer.line("let reader = reader.assumingMemoryBound(to: Catga.WireReader.self)")
        writer.line("let message = \(names.reference(message.name))(reading: &reader.pointee)")
        writer.line("if let failure = reader.pointee.handedOverFailure() { return failure }")
        guard case .value(_, .resolved(let reply), _) = message.reply, message.kind.isRequest else {
            let call = "call(handlers, $0, UnsafeMutableRawPointer(mutating: $0), context)"
            return writer.line("return withUnsafePointer(to: message) { \(call) }")
        }
        writer.line("var reply: \(names.reference(reply))?")
        writer.closure("let failure = withUnsafePointer(to: message)", "message") { writer in
            writer.line("withUnsafeMutablePointer(to: &reply) { call(handlers, message, $0, context) }")
        }
        writer.line("if let failure { return failure }")
        let none = "Catga.CatgaError.noReply(of: \(literal(message.wireName))).handedOver()"
        writer.line("guard let reply else { return \(none) }")
        writer.line("Self.encode(reply: reply, into: &writer.assumingMemoryBound(to: Catga.WireWriter.self).pointee)")
        writer.line("return nil")
    }

    /// What appends a request's reply to a writer, for all that receives the request as bytes.
    func emitReplyEncoder(of message: Payload, into writer: inout SourceWriter) {
        guard case .value(_, .resolved(let reply), _) = message.reply, message.kind.isRequest else { return }
        writer.line()
        let parameters = "reply: \(names.reference(reply)), into writer: inout Catga.WireWriter"
        writer.block("fileprivate static func encode(\(parameters))") { encoder.encode("reply", reply, into: &$0) }
    }

    private func emitReceive(_ message: Payload, into writer: inout SourceWriter) {
        let type = names.reference(message.name)
        let introducer = message.kind.isEvent ? "var" : "let"
        writer.line("\(introducer) message = try Catga.decoding { () throws(Catga.WireError) in")
        writer.line("    try \(type)(decoding: payload.span.bytes, limits: node.configuration.wireLimits)")
        writer.line("}")
        switch (message.kind, message.reply) {
        case (.reliableEvent, _):
            writer.line("let failures = try await node.deliver(")
            writer.line("    \(identity(of: message)), .reliableEvent, &message, context, only: handler")
            writer.line(") \(description(of: message))")
            writer.line("node.redeliver(failures, payload: Array(payload))")
            writer.line("return []")
        case (.event, _):
            writer.line("let failures = try await node.deliver(\(identity(of: message)), .event, &message, context)")
            writer.line("    \(description(of: message))")
            writer.line("if !failures.isEmpty { throw node.failed(failures, of: \(hexadecimal(message.typeID))) }")
            writer.line("return []")
        case (_, .value(_, .resolved, _)):
            writer.line("let reply = try await node.send(message, in: context)")
            writer.line("var writer = Catga.WireWriter()")
            writer.line("Self.encode(reply: reply, into: &writer)")
            writer.line("return writer.bytes()")
        default:
            writer.line("try await node.send(message, in: context)")
            writer.line("return []")
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
            ? "if !failures.isEmpty { redeliver(failures, payload: message.encoded()) }"
            : "if !failures.isEmpty { throw failed(failures, of: \(hexadecimal(message.typeID))) }"
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
