import CatgaModel

/// What a message needs to be sent to another node: how it and its reply are written and read, and the entry points that
/// say where it goes.
extension MessageEmitter {
    /// Arguments of the description.
    func emitCoding(_ message: Payload, into writer: inout SourceWriter) {
        let type = names.reference(message.name)
        writer.line("encode: { message, writer in")
        writer.line("    message.assumingMemoryBound(to: \(type).self).pointee.encode(into: &writer)")
        writer.line("},")
        if message.kind.isRequest, case .value(_, .resolved(let reply), _) = message.reply {
            let reference = names.reference(reply)
            writer.line("readReply: { reader, reply in")
            writer.indented { writer in
                writer.line("let value: \(reference)")
                DecodeStatements(names: names).decode(reply, into: .variable("value"), &writer)
                writer.line("reply.assumingMemoryBound(to: \(optional(reference)).self).pointee = value")
            }
            writer.line("},")
        }
        if let hash = routeHash(message) {
            writer.line("routeHash: { message in")
            writer.line("    let message = message.assumingMemoryBound(to: \(type).self).pointee")
            writer.line("    return Catga.RoutingHash.hash(\(hash))")
            writer.line("},")
        }
    }

    private func optional(_ reference: String) -> String { "\(reference)?" }

    /// The key's value as what ``RoutingHash`` takes.
    private func routeHash(_ message: Payload) -> String? {
        guard message.kind.isRequest, let key = message.route?.key,
            let field = message.fields.first(where: { $0.name.filter { $0 != "`" } == key })
        else { return nil }
        let value = "message.\(field.name)"
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

    /// `send(_:to:)` and, for a command, `enqueue(_:)`.
    func emitRemoteEntryPoints(of message: Payload, into writer: inout SourceWriter) {
        let type = names.reference(message.name)
        let reply = replyReference(message)
        writer.line()
        writer.line("/// Sends the \(message.kind.noun) to the node of that id, whatever its route, and waits.")
        emitInlinable(message.access, into: &writer)
        writer.line("\(message.access.prefix)nonisolated(nonsending) func send(")
        writer.line("    _ message: \(type),")
        writer.line("    to node: String")
        writer.block(") async throws(Catga.CatgaError)\(reply.map { " -> \($0)" } ?? "")") { writer in
            writer.line("var message = message")
            writer.line(reply.map { "var reply: \(optional($0))" } ?? "var reply: Void? = ()")
            writer.line("try await request(&message, &reply, to: node, \(type).messageDescription)")
            if reply != nil { writer.line("return reply.unsafelyUnwrapped") }
        }
        guard message.kind == .command else { return }
        writer.line()
        writer.line(
            "/// Returns when the command is kept for a node that handles it, at least once; there is no reply.")
        emitInlinable(message.access, into: &writer)
        writer.line("\(message.access.prefix)nonisolated(nonsending) func enqueue(")
        writer.line("    _ message: \(type),")
        writer.line("    in context: Catga.Context? = nil")
        writer.block(") async throws(Catga.CatgaError)") { writer in
            writer.line("var message = message")
            writer.line("try await enqueue(&message, context, \(type).messageDescription)")
        }
    }
}
