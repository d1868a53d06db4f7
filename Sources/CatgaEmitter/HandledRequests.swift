import CatgaModel
import CatgaScanner

/// The requests whose handler is in this module: code here can call it without the table's help.
struct HandledRequests {
    struct Request {
        var message: Payload
        var thunk: Thunk
        /// That of the entry point.
        var access: AccessLevel
        var conditions: [String]
    }

    private(set) var requests: [Request] = []

    init(model: Model, access: AccessLevel, names: Names) {
        // The core's entry points all go through the table.
        if model.isForCoreAlone { return }
        let payloads = Dictionary(model.payloads.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let errors = model.errorAccess
        for type in model.handlerTypes where type.name.module == model.target.name {
            for method in type.methods where method.name == .handle {
                guard case .resolved(let name) = method.message, let message = payloads[name], message.kind.isRequest
                else { continue }
                requests.append(
                    Request(
                        message: message,
                        thunk: Thunk(names: names, errors: errors, type: type, method: method, message: message),
                        access: min(access, message.access),
                        conditions: type.conditions + method.conditions.filter { !type.conditions.contains($0) }
                    )
                )
            }
        }
    }
}

// MARK: - Entry points

extension MessageEmitter {
    /// For a synchronous handler `sendNow`; for an asynchronous one a `send` that Swift prefers to the message's own, as it
    /// has no parameter with a default value. Both call the handler where the message's own `send` calls through the table.
    func emitDirectEntryPoint(of request: HandledRequests.Request, into writer: inout SourceWriter) {
        let (message, thunk) = (request.message, request.thunk)
        let isInlinable = request.access >= .public
        let needsHelper = isInlinable && thunk.directAccess < .public && !thunk.method.takesView
        writer.conditional(request.conditions) { writer in
            let identity = "\(hexadecimal(message.typeID)), "
            if thunk.method.isAsync {
                writer.line("/// Sends the \(message.kind.noun) to its handler and waits for its end.")
            } else {
                writer.line("/// Sends the \(message.kind.noun) to its handler on the calling thread.")
            }
            emitInlinable(request.access, into: &writer)
            writer.line("@inline(__always)")
            if thunk.method.isAsync {
                emitSignature(request.access.prefix, "send", request, into: &writer) { writer in
                    writer.block("guard let address = enter(\(identity)\(hexadecimal(thunk.id))) else") { writer in
                        let function = replyReference(message) == nil ? "requestWithoutReply" : "request"
                        writer.line("return try await \(function)(\(self.identity(of: message)), message)")
                        writer.line("    \(description(of: message))")
                    }
                    writer.line("defer { leave() }")
                    emitCall(request, needsHelper, into: &writer)
                }
            } else {
                emitSignature(request.access.prefix, "sendNow", request, into: &writer) { writer in
                    if thunk.method.takesView { return emitLongWay(message, into: &writer) }
                    let look = "handlers(of: \(identity)by: \(hexadecimal(thunk.id)))"
                    writer.block("guard context == nil, let address = \(look) else") { emitLongWay(message, into: &$0) }
                    emitCall(request, needsHelper, into: &writer)
                }
            }
            if needsHelper { emitHelper(request, into: &writer) }
        }
    }

    private func emitLongWay(_ message: Payload, into writer: inout SourceWriter) {
        let function = replyReference(message) == nil ? "requestWithoutReplyNow" : "requestNow"
        writer.line("return try \(function)(\(identity(of: message)), message, context)")
    }

    private func emitCall(
        _ request: HandledRequests.Request,
        _ needsHelper: Bool,
        into writer: inout SourceWriter
    ) {
        guard needsHelper else { return request.thunk.emitDirectCall(into: &writer) }
        writer.line("return try \(request.thunk.method.isAsync ? "await " : "")Self.handle(message, at: address)")
    }

    /// What inlined code of other modules cannot name, behind a function that it can.
    private func emitHelper(_ request: HandledRequests.Request, into writer: inout SourceWriter) {
        writer.line()
        writer.line("/// The call itself, behind which the handler need not be public.")
        writer.line("@usableFromInline")
        emitSignature("static ", "handle", request, second: "at address: UnsafeRawPointer", into: &writer) {
            request.thunk.emitDirectCall(into: &$0)
        }
    }

    private func emitSignature(
        _ prefix: String,
        _ name: String,
        _ request: HandledRequests.Request,
        second: String? = nil,
        into writer: inout SourceWriter,
        body: (inout SourceWriter) -> Void
    ) {
        let isAsync = request.thunk.method.isAsync
        let reply = replyReference(request.message).map { " -> \($0)" } ?? ""
        let second = second ?? (isAsync ? nil : "in context: Catga.Context? = nil")
        writer.line("\(prefix)\(isAsync ? "nonisolated(nonsending) " : "")func \(name)(")
        writer.line("    _ message: \(names.reference(request.message.name))\(second == nil ? "" : ",")")
        if let second { writer.line("    \(second)") }
        writer.block(")\(isAsync ? " async" : "") throws(Catga.CatgaError)\(reply)", body)
    }
}
