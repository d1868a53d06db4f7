package import CatgaScanner

/// A handler does not ask the runtime what its values are made of.
package struct ReflectionRule: Rule {
    package static let id = "CATGA0082"
    package static let title = "reflection in a handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method uses `Mirror(reflecting:)`, `String(reflecting:)`, `dump`, `_typeName` or "
            + "`NSClassFromString`.",
        why: "Reflection reads metadata at run time: it is slow, allocates, shows private members in logs, and "
            + "does not exist where the program is built without metadata.",
        fix: "Name the members you want. What is logged belongs in a method of your own.",
        before: """
            func on(_ event: OrderPlaced) {
                for child in Mirror(reflecting: event).children { log(child.label) }
            }
            """,
        after: """
            func on(_ event: OrderPlaced) {
                log("orderID \\(event.orderID)")
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .reflection) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) reads type metadata at run time",
                "name the members you want"
            )
        }
    }
}
