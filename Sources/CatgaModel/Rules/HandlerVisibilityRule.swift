package import CatgaScanner

/// A library's handler type without `init()` becomes a parameter of the generated `registerHandlers`, so it must be
/// as visible as that function: `public`, unless `access` in `catga.json` says less.
package struct HandlerVisibilityRule: Rule {
    package static let id = "CATGA0017"
    package static let title = "handler type less visible than registerHandlers"
    package static let explanation = Explanation(
        what: "A library's handler type has no `init()` and is less visible than the generated `registerHandlers`.",
        why: "What generated code cannot make itself is asked for as a parameter, and a public function cannot have "
            + "a parameter of an internal type.",
        fix: "Make the type public (or package, with \"access\": \"package\" in catga.json), give it an `init()`, or "
            + "set \"access\": \"internal\" in catga.json if only this module calls `registerHandlers`.",
        before: """
            struct OrderHandlers: Handlers {
                let store: OrderStore
            }
            """,
        after: """
            public struct OrderHandlers: Handlers {
                let store: OrderStore
                public init(store: OrderStore) { self.store = store }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.target.kind == .library else { return [] }
        let needed = view.model.configuration.access ?? .public
        return view.targetHandlerTypes.compactMap { type in
            // Private ones are refused for that, by CATGA0016.
            guard type.access > .fileprivate, type.access < needed, !type.hasDefaultInitializer else { return nil }
            return finding(
                at: type.place,
                "'\(type.name.qualified)' is \(type.access.rawValue) and has no `init()`, so the \(needed.rawValue) "
                    + "function 'registerHandlers' cannot take it as a parameter",
                hint: "make it \(needed.rawValue), give it an `init()`, or set \"access\": \"\(type.access.rawValue)\" "
                    + "in catga.json"
            )
        }
    }
}
