package import CatgaScanner

/// A reliable event is not declared to be delivered at most once.
package struct ContradictoryQualityRule: Rule {
    package static let id = "CATGA0102"
    package static let title = "reliable event that is delivered at most once"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A `ReliableEvent` has the quality of service `.atMostOnce`.",
        why: "A reliable event is one that must not be missed; at most once means that it may be.",
        fix: "Mark it `Event`, or remove `qualityOfService`.",
        before: """
            struct OrderPlaced: ReliableEvent {
                static let qualityOfService = DeliveryQuality.atMostOnce
            }
            """,
        after: """
            struct OrderPlaced: ReliableEvent {
                static let qualityOfService = DeliveryQuality.atLeastOnce
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { message in
            guard message.kind == .reliableEvent, let quality = message.qualityOfService,
                quality.name == "atMostOnce"
            else { return nil }
            return finding(
                at: quality.place,
                "the reliable event '\(message.name.qualified)' is declared to be delivered at most once",
                hint: "mark it `Event`, or remove `qualityOfService`"
            )
        }
    }
}
