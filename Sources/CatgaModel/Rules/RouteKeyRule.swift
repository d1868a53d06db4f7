package import CatgaScanner

/// The key of a route names a field of the message that is a number, a `Bool`, a `String` or an enum with a raw value.
package struct RouteKeyRule: Rule {
    package static let id = "CATGA0034"
    package static let title = "route key that is not a field"
    package static let explanation = Explanation(
        what: "`Route.key(\"…\")` names something that is not a field of the message, or a field that has no one value "
            + "to choose a node by.",
        why: "The node is chosen by the bytes of that field; equal values must always have equal bytes.",
        fix: "Name a field of the message that is a number, a `String` or an enum with a raw value.",
        before: """
            struct PlaceOrder: Command {
                static let route = Route.key("customer")
                var customerID: UInt64
            }
            """,
        after: """
            struct PlaceOrder: Command {
                static let route = Route.key("customerID")
                var customerID: UInt64
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { message in
            guard message.kind.isRequest, message.form == .struct, let route = message.route, let key = route.key else {
                return nil
            }
            return check(key, at: route.place, of: message)
        }
    }

    private static func check(_ key: String, at place: Place, of message: Payload) -> Finding? {
        guard let field = message.fields.first(where: { withoutBackticks($0.name) == key }) else {
            let names = message.fields.filter { canBeKey($0) }.map { withoutBackticks($0.name) }
            let nearest = EditDistance.nearest(to: key, among: names).map { "did you mean \"\($0)\"?" }
            return finding(
                at: place,
                "'\(message.name.qualified)' has no field '\(key)' to route by",
                hint: nearest ?? "name a field that is a number, a `String` or an enum with a raw value"
            )
        }
        // A type that cannot be sent at all is reported at the field.
        if canBeKey(field) || field.type.value == nil { return nil }
        return finding(
            at: place,
            "\(message.describe(field)) has the type '\(field.typeText)', which cannot choose a node",
            hint: "route by a field that is a number, a `String` or an enum with a raw value"
        )
    }

    private static func canBeKey(_ field: Field) -> Bool {
        switch field.type.value {
        case .scalar, .string, .rawEnum: true
        default: false
        }
    }
}
