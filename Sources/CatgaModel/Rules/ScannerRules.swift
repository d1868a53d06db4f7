/// An id that is not a rule about a model, but is explained like one.
package struct ToolRule: Sendable {
    package var id: String
    package var title: String
    package var explanation: Explanation
}

/// The ids under which the scanner itself refuses text.
package enum ScannerRules {
    package static let all = [
        ToolRule(
            id: "CATGA0001",
            title: "text that cannot be read",
            explanation: Explanation(
                what: "A string, a comment, a bracket or an `#if` is opened and not closed, or closed and not opened.",
                why: "From there on nobody can tell what is code and what is text, and the generator never guesses.",
                fix: "Close what the finding points at. The compiler reports the same place.",
                before: """
                    struct OrderPlaced: Event {
                        static let wireName = "order-placed
                    }
                    """,
                after: """
                    struct OrderPlaced: Event {
                        static let wireName = "order-placed"
                    }
                    """
            )
        ),
        ToolRule(
            id: "CATGA0002",
            title: "declarations nested too deep",
            explanation: Explanation(
                what: "Types, string interpolations or `#if` blocks are nested beyond the scanner's limit.",
                why: "A bound keeps the time and memory of every build in proportion to its sources; the compiler has "
                    + "one as well.",
                fix: "Move inner declarations to the file's level; in generated sources, look for what repeats itself.",
                before: """
                    enum A { enum B { enum C { /* … 254 more … */ struct OrderPlaced: Event {} } } }
                    """,
                after: """
                    struct OrderPlaced: Event {}
                    """
            )
        ),
    ]
}
