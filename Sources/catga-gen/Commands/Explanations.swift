import CatgaModel

/// The rule book as commands ask for it.
enum Explanations {
    static let ids: [String] = RuleBook.explainedIDs

    static func text(of id: String) -> String? {
        RuleBook.explanation(of: id)
    }

    static func title(of id: String) -> String {
        RuleBook.title(of: id) ?? ""
    }
}
