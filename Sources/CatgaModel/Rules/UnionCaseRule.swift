package import CatgaScanner

/// The cases of an enum with associated values can be numbered: there are at most 250, none under `#if`.
package struct UnionCaseRule: Rule {
    /// Numbers that fit the one byte in front of a case (`MemoryPackCode.WideTag` is 250).
    package static let maximumCases = 250
    /// What an object's one byte of count leaves room for.
    static let maximumValues = 249

    package static let id = "CATGA0052"
    package static let title = "cases that cannot be numbered"
    package static let explanation = Explanation(
        what: "An enum with associated values has a case under `#if`, more than 250 cases, or a case with more than "
            + "249 values.",
        why: "A case travels as its place among the cases, and that must not depend on the build.",
        fix: "Move `#if` out of the enum. New cases go to the end.",
        before: """
            enum Payment: Payload {
                case cash
                #if DEBUG
                case free(reason: String)
                #endif
                case card(String)
            }
            """,
        after: """
            enum Payment: Payload {
                case cash
                case card(String)
                case free(reason: String)
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload -> [Finding] in
            let conditional = payload.cases.filter { !$0.conditions.isEmpty }.map { unionCase in
                finding(
                    at: unionCase.place,
                    "the case '\(payload.name.qualified).\(withoutBackticks(unionCase.name))' depends on `#if`, and so "
                        + "would the numbers of all cases after it",
                    hint: "declare it outside of `#if`"
                )
            }
            let isTooLarge =
                payload.cases.count > maximumCases || payload.cases.contains { $0.values.count > maximumValues }
            guard isTooLarge else { return conditional }
            return conditional + [
                finding(
                    at: payload.place,
                    "'\(payload.name.qualified)' has more than \(maximumCases) cases, or one with more than "
                        + "\(maximumValues) values",
                    hint: "group values in structs marked `Payload`, or cases in enums of their own"
                )
            ]
        }
    }
}
