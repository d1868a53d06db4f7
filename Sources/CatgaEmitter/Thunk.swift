import CatgaModel
import CatgaScanner

/// Writes what calls one handler method: the closure that turns addresses back into values, which is registered, and the
/// plain call of code that knows the method.
final class Thunk: Sendable {
    let names: Names
    let errors: [TypeName: AccessLevel]
    let type: HandlerType
    let method: HandlerMethod
    let message: Payload

    init(
        names: Names,
        errors: [TypeName: AccessLevel],
        type: HandlerType,
        method: HandlerMethod,
        message: Payload
    ) {
        self.names = names
        self.errors = errors
        self.type = type
        self.method = method
        self.message = message
    }

    /// The method's number: no two methods of a process have the same.
    var id: UInt64 {
        TypeID.of(
            "\(type.name.module).\(type.name.qualified).\(method.name.rawValue)(\(message.name.module).\(message.name.qualified))"
        )
    }

    private var words: String { "\(type.name.qualified).\(method.name.rawValue)(\(message.name.qualified))" }

    func emitRegistration(at address: String, in destination: Destination, into writer: inout SourceWriter) {
        writer.line("\(destination.effect)\(destination.name).register(")
        writer.indented { writer in
            let identity = message.kind.isRequest ? " id: \(hexadecimal(id))," : ""
            writer.line(
                "\(names.reference(message.name)).messageDescription, \(literal(words)), \(address),\(identity)")
            method.isAsync ? emitAsync(into: &writer) : emitSync(into: &writer)
        }
        writer.line(")")
    }

    private func emitSync(into writer: inout SourceWriter) {
        let context = method.takesContext ? "context" : "_"
        let signature = "handlers, message, \(hasReply ? "reply" : "_"), \(context)"
        if method.takesView, message.kind.isRequest {
            writer.line("receive: { reader, call, handlers, context, writer in")
            writer.indented { emitReceive(into: &$0) }
            writer.line("},")
        }
        writer.closure("call:", signature) { writer in
            guard method.takesView else { return emitBody(into: &writer) }
            let type = names.reference(message.name)
            let message = "message.assumingMemoryBound(to: \(type).self)"
            let head = "Catga.lendingView(of: \(message), as: \(type).View.self)"
            writer.closure(head, "message") { emitBody(into: &$0) }
        }
    }

    /// The body of a `ReceiveThunk` that reads a view and calls the method with it.
    private func emitReceive(into writer: inout SourceWriter) {
        writer.line("let reader = reader.assumingMemoryBound(to: Catga.WireReader.self)")
        writer.line("let message = \(names.reference(message.name)).View(unsafelyReading: &reader.pointee)")
        writer.line("if let failure = reader.pointee.handedOverFailure() { return failure }")
        let context = method.takesContext ? ", Catga.Context(at: context)" : ""
        let call = "\(receiver(at: "handlers")).handle(message\(context))"
        func emitHandled(_ writer: inout SourceWriter) {
            guard hasReply else { return writer.line(call) }
            writer.line("let reply = \(call)")
            let address = "writer.assumingMemoryBound(to: Catga.WireWriter.self)"
            writer.line("\(names.reference(message.name)).encode(reply: reply, into: &\(address).pointee)")
        }
        if method.isThrowing {
            writer.line("do\(typedThrows) {")
            writer.indented(emitHandled)
            writer.line("} catch {")
            writer.line("    return \(conversion).handedOver()")
            writer.line("}")
        } else {
            emitHandled(&writer)
        }
        writer.line("return nil")
    }

    private func emitBody(into writer: inout SourceWriter) {
        method.isThrowing ? emitThrowing(into: &writer) : emitTotal(into: &writer)
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
        if let reply {
            writer.line("reply.assumingMemoryBound(to: \(reply)?.self).pointee =")
            writer.indented { emitCall(on: "handlers", into: &$0) }
        } else {
            emitCall(on: "handlers", into: &writer)
        }
    }

    private func emitCall(on address: String, into writer: inout SourceWriter) {
        writer.line(receiver(at: address))
        writer.indented { writer in
            let value = "message.assumingMemoryBound(to: \(names.reference(message.name)).self).pointee"
            let message = method.takesView ? "message" : value
            guard method.takesContext else { return writer.line(".\(method.name.rawValue)(\(message))") }
            let context = method.isAsync ? "context" : "Catga.Context(at: context)"
            writer.line(".\(method.name.rawValue)(")
            writer.line("    \(message),")
            writer.line("    \(context)")
            writer.line(")")
        }
    }

    private func receiver(at address: String) -> String {
        let effects = (method.isThrowing ? "try " : "") + (method.isAsync ? "await " : "")
        return "\(effects)\(address).assumingMemoryBound(to: \(names.reference(type.name)).self).pointee"
    }

    // MARK: - The plain call

    /// The least access of what ``emitDirectCall(into:)`` names.
    var directAccess: AccessLevel {
        let error: AccessLevel = if case .handlerError(let name) = thrown { errors[name] ?? .internal } else { .public }
        return min(type.access, method.access, message.access, error)
    }

    /// Returns what the method makes of `message`, without a context, on the value at `address`.
    func emitDirectCall(into writer: inout SourceWriter) {
        let arguments = method.takesContext ? "message, Catga.Context()" : "message"
        let call = "return \(receiver(at: "address")).\(method.name.rawValue)(\(arguments))"
        guard method.isThrowing, conversion != "error" else { return writer.line(call) }
        writer.line("do\(typedThrows) {")
        writer.line("    \(call)")
        writer.line("} catch {")
        writer.line("    throw \(conversion)")
        writer.line("}")
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
        if let name = method.thrownTypeName, errors[name] != nil { return .handlerError(name) }
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
