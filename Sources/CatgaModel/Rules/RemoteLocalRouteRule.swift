package import CatgaScanner

/// A request that stays in this process is not listed as one that another process handles.
package struct RemoteLocalRouteRule: Rule {
    package static let id = "CATGA0121"
    package static let title = "local route to a handler of another process"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A request has the route `.local`, no handler here, and is listed under `remote` in the "
            + "executable's catga.json.",
        why: "The route keeps the request in this process, and nobody here handles it: each attempt to send it "
            + "fails.",
        fix: "Remove the route, or give it one that leaves the process, such as `Route.any`; or write the "
            + "handler and take the name off the list.",
        before: """
            struct ChargeCard: Command { static let route = Route.local }   // "remote": ["ChargeCard"]
            """,
        after: """
            struct ChargeCard: Command { static let route = Route.any }     // "remote": ["ChargeCard"]
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.target.kind == .executable else { return [] }
        let handled = Set(view.handlers.compactMap { $0.method.message.value })
        let remote = Set(view.model.configuration.remote)
        return view.model.payloads.compactMap { request in
            guard request.kind.isRequest, remote.contains(request.wireName), !handled.contains(request.name),
                let route = request.route, route.name == "local"
            else { return nil }
            return finding(
                at: route.place,
                "'\(request.name.qualified)' never leaves this process, and is listed as handled by another one",
                hint: "write `Route.any`, or write its handler here and remove \"\(request.wireName)\" from \"remote\""
            )
        }
    }
}
