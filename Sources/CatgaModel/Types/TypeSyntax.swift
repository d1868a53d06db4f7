/// What the text of a type says, before anybody knows what its names mean.
indirect enum TypeSyntax: Hashable, Sendable {
    /// `Outer.Inner<Argument>`, one component a name.
    case named([Component])
    case optional(TypeSyntax)
    case array(TypeSyntax)
    case dictionary(key: TypeSyntax, value: TypeSyntax)
    /// `()` is the tuple of nothing; `(T)` is not a tuple but `T`.
    case tuple([TypeSyntax])
    case function
    /// `any P`
    case existential(TypeSyntax)
    /// `some P`
    case opaque(TypeSyntax)
    /// `A & B`
    case composition([TypeSyntax])
    /// `~Copyable`: the absence of a conformance.
    case suppressed
    /// `T.Type`, `each T`, `[3 of Int]` and whatever else has no meaning for a message.
    case unreadable

    struct Component: Hashable, Sendable {
        /// Without backticks, so that both spellings of one name are equal.
        var name: String
        var arguments: [TypeSyntax] = []
    }
}
