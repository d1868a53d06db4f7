package import CatgaScanner

/// In an executable, every command and query of the scanned modules has a handler, or its wire name is listed under
/// `remote` in `catga.json`. Tests need not handle everything, and a library cannot know who will.
package struct UnhandledRequestRule: Rule {
    package static let id = "CATGA0010"
    package static let title = "request without a handler"
    package static let isSuppressible = true
    package static let explanation = Explanation(
        what: "This executable knows a command or query that no type marked `Handlers` in it, or in the modules it "
            + "depends on, handles.",
        why: "Sending it would fail at run time, on every attempt.",
        fix: "Write the handler; or, if another process answers this request, list its wire name under `remote` in "
            + "catga.json.",
        before: """
            struct GetOrder: Query { typealias Reply = Order; var id: UInt64 }
            struct OrderHandlers: Handlers {}
            """,
        after: """
            struct GetOrder: Query { typealias Reply = Order; var id: UInt64 }
            struct OrderHandlers: Handlers {
                func handle(_ query: GetOrder) throws -> Order { … }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.target.kind == .executable else { return [] }
        // A handler with a fault of its own is reported for that fault alone.
        let handled = Set(view.handlers.compactMap { $0.method.message.value })
        let remote = Set(view.model.configuration.remote)
        return view.model.payloads.compactMap { request in
            guard request.kind.isRequest, !handled.contains(request.name), !remote.contains(request.wireName) else {
                return nil
            }
            return finding(
                at: request.place,
                "\(request.kind.word) '\(request.name.qualified)' has no handler in '\(view.model.target.name)'",
                hint: "write `func handle(_ \(request.kind.word): \(request.name.qualified)) async throws"
                    + "\(request.reply.arrow)` in a type marked `Handlers`, or list \"\(request.wireName)\" under "
                    + "\"remote\" in catga.json if another process handles it"
            )
        }
    }
}
