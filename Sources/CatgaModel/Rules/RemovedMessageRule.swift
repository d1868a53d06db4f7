package import CatgaScanner

/// A message that was shipped is still there, under its name or with it among its former ones.
package struct RemovedMessageRule: Rule {
    package static let id = "CATGA0064"
    package static let title = "message that was shipped and is gone"
    package static let explanation = Explanation(
        what: "`catga.lock` holds a message of the module that its sources no longer declare.",
        why: "Nodes that were not updated still send it, and streams may hold it; nobody could read it any more.",
        fix: "If it was renamed, name the old wire name in `formerWireNames`. If it was moved to another module, run "
            + "`catga-gen lock`; if no node sends it any more, with `--accept-breaking`.",
        before: """
            struct OrderAccepted: Event {  // was OrderPlaced
                var orderID: UInt64
            }
            """,
        after: """
            struct OrderAccepted: Event {
                static let formerWireNames = ["OrderPlaced"]
                var orderID: UInt64
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.changes.filter { $0.compatibility == .breaking && $0.isRemoval }
            .map { finding(at: $0.place, $0.message, hint: $0.hint) }
    }
}
