package import CatgaScanner

/// In an executable, every event of the scanned modules has a handler. Off by default, as other processes may
/// listen.
package struct UnheardEventRule: Rule {
    package static let id = "CATGA0124"
    package static let title = "event that nobody hears"
    package static let severity = RuleSeverity.off
    package static let explanation = Explanation(
        what: "This executable knows an event that no handler in it, or in the modules it depends on, hears.",
        why: "Where the process is all there is, publishing the event does nothing.",
        fix: "Write a handler, or remove the event.",
        before: """
            struct OrderPlaced: Event { var orderID: UInt64 }
            """,
        after: """
            struct OrderPlaced: Event { var orderID: UInt64 }
            struct Mails: Handlers { func on(_ event: OrderPlaced) { … } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.target.kind == .executable else { return [] }
        let heard = Set(view.handlers.compactMap { $0.method.message.value })
        return view.model.payloads.filter { $0.kind.isEvent && !heard.contains($0.name) }.map { event in
            finding(
                at: event.place,
                "nobody in '\(view.model.target.name)' hears the \(event.kind.word) '\(event.name.qualified)'",
                hint:
                    "write `func on(_ event: \(event.name.qualified))` in a type marked `Handlers`, or remove the event"
            )
        }
    }
}
