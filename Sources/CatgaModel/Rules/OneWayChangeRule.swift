package import CatgaScanner

/// A change that only one side can read asks for an order in which nodes are updated.
package struct OneWayChangeRule: Rule {
    package static let id = "CATGA0062"
    package static let title = "change that is compatible one way"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what:
            "A message or payload differs from what `catga.lock` holds: either new nodes still read what old ones "
            + "wrote, or old nodes still read what new ones write, but not both.",
        why: "While a service is updated, old and new nodes run side by side; the side that cannot read refuses the "
            + "message.",
        fix: "Update in the order that the finding names, then run `catga-gen lock`. `static let layout = "
            + "Layout.versionTolerant` from the start makes growth compatible both ways.",
        before: """
            struct OrderPlaced: Event {
                var orderID: UInt64
                var shop: String?  // appended: old readers refuse a second member
            }
            """,
        after: """
            struct OrderPlaced: Event {
                static let layout = Layout.versionTolerant
                var orderID: UInt64
                var shop: String?  // appended: old readers pass over it
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.changes.filter { $0.compatibility == .newReadsOld || $0.compatibility == .oldReadsNew }
            .map { finding(at: $0.place, $0.message, hint: $0.hint) }
    }
}
