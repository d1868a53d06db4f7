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
        what: "An enum with associated values has a case under `#if`, more than 250 cases, a case with more than 249 "
            + "values, or only cases that hold a value of the enum itself.",
        why: "A case travels as its place among the cases, and that must not depend on the build. Of an enum that "
            + "always holds itself no value can be made.",
        fix: "Move `#if` out of the enum. New cases go to the end. Give an enum that holds itself a case that does "
            + "not.",
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
        let baseCases = BaseCases(view.model.payloads)
        return view.targetPayloads.filter { $0.form == .union }.flatMap { payload -> [Finding] in
            guard baseCases.number(of: payload.name) != nil else { return [endless(payload)] }
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

    private static func endless(_ payload: Payload) -> Finding {
        finding(
            at: payload.place,
            "every case of '\(payload.name.qualified)' holds another, so that no value can be made",
            hint: "add a case that ends it, such as `case none`"
        )
    }
}
