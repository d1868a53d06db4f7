/// The ids under which the scanner itself refuses text. The checker's own rules start behind them.
package enum ScannerFindings {
    /// Text that ends before what it opened is closed, or closes what was never opened: a string, a comment, a
    /// bracket, an `#if`. Also a file of 2 GiB or more, whose offsets do not fit. What was read up to there is kept.
    package static let unreadable = "CATGA0001"

    /// Types, string interpolations or `#if` blocks nested (or `#elseif` branches chained) beyond
    /// `ScannerLimits`. The bound keeps time, stack and memory in proportion to the text.
    package static let nestedTooDeep = "CATGA0002"
}

/// The scanner's bounds, in one place.
package enum ScannerLimits {
    /// Types inside types, and interpolations inside interpolations. The compiler refuses more than 256 as well.
    package static let nestingDepth = 256
    /// `#if` blocks inside one another, and branches of one `#if`.
    package static let conditionalBlocks = 256
    /// Findings kept for one file; whoever has more is helped by the first ones.
    package static let findings = 64
    /// Tokens looked at to decide whether a `<` in an expression opens generic arguments.
    package static let genericArgumentTokens = 4096
    /// The same where such a search has just failed, so that a text full of `<` stays linear.
    package static let repeatedGenericArgumentTokens = 16
}
