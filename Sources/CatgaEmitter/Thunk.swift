import CatgaModel

/// Writes the registration of one handler method: the closure that turns addresses back into values and calls it.
struct Thunk {
    let names: Names
    let errors: Set<TypeName>
    let type: HandlerType
    let method: HandlerMethod
    let message: Payload
    let address: String

    private var words: String { "\(type.name.qualified).\(method.name.rawValue)(\(message.name.qualified))" }

    func emit(into writer: inout SourceWriter) {
        writer.line("node.register(")
        writer.indented { writer in
            writer.line("\(names.reference(message.name)).messageDescription, \(literal(words)), \(address),")
            method.isAsync ? emitAsync(into: &writer) : emitSync(into: &writer)
        }
        writer.line(")")
    }

    private func emitSync(into writer: inout SourceWriter) {
        let context = method.takesContext ? "context" : "_"
        let signature = "handlers, message, \(hasReply ? "reply" : "_"), \(context)"
        writer.closure("call:", signature) { method.isThrowing ? emitThrowing(into: &$0) : emitTotal(into: &$0) }
    }

    private func emitTotal(into writer: inout SourceWriter) {
        emitCall(into: &writer)
        writer.line("return nil")
    }

    private func emitThrowing(into writer: inout SourceWriter) {
        writer.line("do\(typedThrows) {")
        writer.indented { writer in
            emitCall(into: &writer)
            writer.line("return nil")
        }
        writer.line("} catch {")
        writer.indented { writer in
            writer.line("return \(conversion).handedOver()")
        }
        writer.line("}")
    }

    private func emitAsync(into writer: inout SourceWriter) {
        let context = method.takesContext ? "context" : "_"
        let signature = "handlers, message, \(hasReply ? "reply" : "_"), \(context) async throws(Catga.CatgaError)"
        writer.closure("callAsync:", signature) { writer in
            guard method.isThrowing else { return emitCall(into: &writer) }
            writer.line("do\(typedThrows) {")
            writer.indented { emitCall(into: &$0) }
            writer.line("} catch {")
            writer.line("    throw \(conversion)")
            writer.line("}")
        }
    }

    private func emitCall(into writer: inout SourceWriter) {
        let effects = (method.isThrowing ? "try " : "") + (method.isAsync ? "await " : "")
        let handlers = "\(effects)handlers.assumingMemoryBound(to: \(names.reference(type.name)).self).pointee"
        if let reply {
            writer.line("reply.assumingMemoryBound(to: \(reply)?.self).pointee =")
            writer.indented { emitCall(of: handlers, into: &$0) }
        } else {
            emitCall(of: handlers, into: &writer)
        }
    }

    private func emitCall(of handlers: String, into writer: inout SourceWriter) {
        writer.line(handlers)
        writer.indented { writer in
            let message = "message.assumingMemoryBound(to: \(names.reference(message.name)).self).pointee"
            guard method.takesContext else { return writer.line(".\(method.name.rawValue)(\(message))") }
            let context = method.isAsync ? "context" : "Catga.Context(at: context)"
            writer.line(".\(method.name.rawValue)(")
            writer.line("    \(message),")
            writer.line("    \(context)")
            writer.line(")")
        }
    }

    private var reply: String? {
        guard message.kind.isRequest, case .value(_, .resolved(let type), _) = message.reply else { return nil }
        return names.reference(type)
    }

    private var hasReply: Bool { reply != nil }

    // MARK: - Errors

    private enum Thrown {
        case catgaError
        case handlerError(TypeName)
        case anything
    }

    private var thrown: Thrown {
        if let name = method.thrownTypeName, errors.contains(name) { return .handlerError(name) }
        switch method.thrownType {
        case "CatgaError", "Catga.CatgaError", "CatgaCore.CatgaError": return .catgaError
        default: return .anything
        }
    }

    private var typedThrows: String {
        switch thrown {
        case .catgaError: " throws(Catga.CatgaError)"
        case .handlerError(let name): " throws(\(names.reference(name)))"
        case .anything: ""
        }
    }

    private var conversion: String {
        switch thrown {
        case .catgaError: "error"
        case .handlerError: "Catga.CatgaError(rejected: error.rawValue, message: error.message)"
        case .anything: "Catga.CatgaError(thrown: error, by: \(literal(words)))"
        }
    }
}
