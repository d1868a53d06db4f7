import CatgaModel

/// Writes what a module gets that imports the core alone, for devices and for code that needs no node: typed entry points
/// of the frozen table, which call synchronous handlers on the calling thread.
struct CoreEmitter {
    let messages: MessageEmitter

    func emitEntryPoint(of message: Payload, into writer: inout SourceWriter) {
        writer.conditional(message.conditions) { writer in
            message.kind.isRequest ? emitSend(message, into: &writer) : emitPublish(message, into: &writer)
        }
    }

    private func emitSend(_ message: Payload, into writer: inout SourceWriter) {
        let reply = messages.replyReference(message)
        writer.line("/// Sends the \(message.kind.noun) to its handler on the calling thread.")
        emitSignature("sendNow", message, returns: reply, into: &writer) { writer in
            writer.line("var reply: \(reply ?? "Void")?\(reply == nil ? " = ()" : "")")
            writer.closure("try withUnsafePointer(to: message)", "(message) throws(Catga.CatgaError)") { writer in
                let signature = "(reply) throws(Catga.CatgaError)"
                writer.closure("try withUnsafeMutablePointer(to: &reply)", signature) { writer in
                    writer.line("try call(\(hexadecimal(message.typeID)), message, reply, context)")
                }
            }
            if reply != nil { writer.line("return reply.unsafelyUnwrapped") }
        }
    }

    private func emitPublish(_ message: Payload, into writer: inout SourceWriter) {
        writer.line("/// Publishes the event to all its handlers; throws once all have run if any failed.")
        emitSignature("publishNow", message, returns: nil, into: &writer) { writer in
            writer.closure("try withUnsafePointer(to: message)", "(message) throws(Catga.CatgaError)") { writer in
                writer.line("try callAll(\(hexadecimal(message.typeID)), message, context)")
            }
        }
    }

    private func emitSignature(
        _ name: String,
        _ message: Payload,
        returns reply: String?,
        into writer: inout SourceWriter,
        body: (inout SourceWriter) -> Void
    ) {
        writer.line("\(message.access.prefix)func \(name)(")
        writer.line("    _ message: \(messages.names.reference(message.name)),")
        writer.line("    in context: Catga.Context = Catga.Context()")
        writer.block(") throws(Catga.CatgaError)\(reply.map { " -> \($0)" } ?? "")", body)
    }

    /// Generated text with the core's name where it names the runtime's; neither comments nor literals are touched.
    static func inWordsOfTheCore(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !result.isEmpty { result += "\n" }
            if line.drop(while: { $0 == " " }).hasPrefix("//") {
                result += line
                continue
            }
            // Every second piece is inside a literal, unless an escaped quote divided it.
            var isLiteral = false
            for (position, piece) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
                if position > 0 { result += "\"" }
                result += isLiteral ? String(piece) : String(piece).replacing("Catga.", with: "CatgaCore.")
                let escapes = piece.reversed().prefix { $0 == "\\" }.count
                if !isLiteral || escapes.isMultiple(of: 2) { isLiteral.toggle() }
            }
        }
        return result
    }
}
