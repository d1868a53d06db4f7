package import CatgaScanner

/// Messages and payloads are not generic, and do not stand inside generic types.
package struct GenericPayloadRule: Rule {
    package static let id = "CATGA0025"
    package static let title = "generic message or payload"
    package static let explanation = Explanation(
        what: "A message or payload has generic parameters, or is written inside a type that has.",
        why: "One wire name stands for one sequence of bytes, and generated code contains no generics.",
        fix: "Write one struct for each type that is really sent.",
        before: """
            struct Changed<Value: Payload>: Event { var value: Value }
            """,
        after: """
            struct PriceChanged: Event { var value: Price }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter(\.isGeneric).map { payload in
            finding(
                at: payload.place,
                "the \(payload.kind.word) '\(payload.name.qualified)' is generic, or inside a generic type",
                hint: "write one struct for each type that is sent"
            )
        }
    }
}
