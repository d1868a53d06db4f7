package import CatgaScanner

/// A handler returns what its request's `Reply` says. Types are compared, not their spelling: `Order?` is
/// `Optional<Order>`, and an alias is what it stands for.
package struct ReplyMismatchRule: Rule {
    package static let id = "CATGA0013"
    package static let title = "handler returns something else than the reply"
    package static let explanation = Explanation(
        what: "A `handle(_:)` method's return type differs from the `Reply` of its request.",
        why: "The sender decodes the type that the request declares, so both must be the same.",
        fix: "Change the return type, or the request's `typealias Reply`; a request without one has the reply `Void`.",
        before: """
            struct GetOrder: Query { var id: UInt64 }
            struct Orders: Handlers { func handle(_ query: GetOrder) -> Order { … } }
            """,
        after: """
            struct GetOrder: Query { typealias Reply = Order; var id: UInt64 }
            struct Orders: Handlers { func handle(_ query: GetOrder) -> Order { … } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlers.compactMap { handler in
            guard handler.method.name == .handle, let name = handler.method.message.value,
                let request = view.payload(named: name), request.kind.isRequest
            else { return nil }
            return mismatch(handler.method, request)
        }
    }

    private static func mismatch(_ method: HandlerMethod, _ request: Payload) -> Finding? {
        let name = request.name.qualified
        switch (request.reply, method.returnType) {
        case (.void, .void): return nil
        case (.void, .value(let text, _, _)):
            return finding(
                at: method.returnPlace,
                "the handler of '\(name)' returns '\(text)', but '\(name)' declares no reply",
                hint: "write `typealias Reply = \(text)` in '\(name)', or return nothing"
            )
        case (.value(let text, let type, _), .void):
            // A reply that cannot be sent is reported where it is declared.
            guard type.value != nil else { return nil }
            return finding(
                at: method.returnPlace,
                "the handler of '\(name)' returns nothing, but its reply is '\(text)'",
                hint: "write `-> \(text)`"
            )
        case (.value(let text, let type, _), .value(let returned, let returnedType, _)):
            guard let type = type.value, type != returnedType.value else { return nil }
            return finding(
                at: method.returnPlace,
                "the handler of '\(name)' returns '\(returned)', but its reply is '\(text)'",
                hint: "return '\(text)', or change `typealias Reply` in '\(name)'"
            )
        }
    }
}
