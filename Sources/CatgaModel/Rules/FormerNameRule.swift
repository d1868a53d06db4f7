package import CatgaScanner

/// Former wire names are plain string literals; a message's could be its wire name.
package struct FormerNameRule: Rule {
    package static let id = "CATGA0065"
    package static let title = "former wire name that cannot be used"
    package static let explanation = Explanation(
        what:
            "`static let formerWireNames` is not an array of plain string literals, or a message has a former name "
            + "that could not be a wire name.",
        why: "The generator reads the source, it does not run it; and what could not be a name was never one.",
        fix: "Write `static let formerWireNames = [\"OrderPlaced\"]`, outside of `#if`.",
        before: """
            struct OrderAccepted: Event {
                static let formerWireNames = ["Order" + "Placed"]
            }
            """,
        after: """
            struct OrderAccepted: Event {
                static let formerWireNames = ["OrderPlaced"]
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload -> [Finding] in
            let hint = "write `static let formerWireNames = [\"…\"]` with the names that were shipped"
            if let place = payload.unreadableFormerNames {
                let what = "are not an array of plain string literals outside of `#if`"
                return [finding(at: place, "the former wire names of '\(payload.name.qualified)' \(what)", hint: hint)]
            }
            guard payload.kind.isMessage else { return [] }
            return payload.formerNames.compactMap { former in
                WireNameRule.fault(of: former.name).map { fault in
                    finding(
                        at: former.place, "the former wire name of '\(payload.name.qualified)' \(fault)", hint: hint
                    )
                }
            }
        }
    }
}
