package import CatgaScanner

/// A route and a quality of service are written out plainly, and fit what they stand on.
package struct RouteRule: Rule {
    package static let id = "CATGA0035"
    package static let title = "route or quality of service that cannot be read or does not fit"
    package static let explanation = Explanation(
        what: "`route` or `qualityOfService` is computed or conditional, stands on a payload that is not a message, or "
            + "is a route that an event cannot have.",
        why: "The generator reads both from the source and writes them into its tables as numbers. An event goes to "
            + "everybody who listens, so nobody can be chosen for it.",
        fix: "Write `static let route = Route.any` or `static let qualityOfService = DeliveryQuality.atLeastOnce`, "
            + "with one of the values that Catga declares; for events only `.broadcast` and `.local`.",
        before: """
            struct OrderPlaced: Event {
                static let route = Route.key("orderID")
                var orderID: UInt64
            }
            """,
        after: """
            struct OrderPlaced: Event {
                static let route = Route.broadcast
                var orderID: UInt64
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload in
            [
                payload.route.flatMap { check($0, of: payload) },
                payload.qualityOfService.flatMap { check($0, of: payload) },
            ]
            .compactMap { $0 }
        }
    }

    private static func check(_ route: RouteDeclaration, of payload: Payload) -> Finding? {
        let name = payload.name.qualified
        guard payload.kind.isMessage else {
            return finding(
                at: route.place,
                "'\(name)' has a route, but is not a message that could be sent by itself",
                hint: "remove `route`, or mark '\(name)' as a `Command`, `Query`, `Event` or `ReliableEvent`"
            )
        }
        guard let written = route.name else {
            return finding(
                at: route.place,
                "the route of '\(name)' cannot be read",
                hint: "write `static let route = Route.any`, `.local`, `.localFirst`, `.broadcast` or "
                    + "`.key(\"field\")`, outside of `#if`"
            )
        }
        guard payload.kind.isEvent, written != "broadcast", written != "local" else { return nil }
        return finding(
            at: route.place,
            "the \(payload.kind.word) '\(name)' cannot have the route '.\(written)': events go to everybody who listens",
            hint: "write `Route.broadcast` or `Route.local`, or remove `route`"
        )
    }

    private static func check(_ quality: QualityOfServiceDeclaration, of payload: Payload) -> Finding? {
        let name = payload.name.qualified
        guard payload.kind.isMessage else {
            return finding(
                at: quality.place,
                "'\(name)' has a quality of service, but is not a message that could be sent by itself",
                hint: "remove `qualityOfService`, or mark '\(name)' as a `Command`, `Query`, `Event` or `ReliableEvent`"
            )
        }
        if quality.name != nil { return nil }
        return finding(
            at: quality.place,
            "the quality of service of '\(name)' cannot be read",
            hint: "write `static let qualityOfService = DeliveryQuality.atMostOnce`, `.atLeastOnce` or "
                + "`.effectivelyOnce`, outside of `#if`"
        )
    }
}
