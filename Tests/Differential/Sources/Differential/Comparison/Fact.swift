/// One statement about a file that is either true or not: that a declaration exists, or what an attribute of it is.
struct Fact: Hashable {
    /// The row of the report it is counted in, `function` or `function.returns`.
    var category: String
    /// The declaration's place and name, and behind them the attribute's value.
    var text: String

    /// The report's rows, in its order.
    static let categories = [
        "type", "type.kind", "type.column", "type.access", "type.attributes", "type.generic", "type.inherits",
        "type.conditions",
        "property", "property.type", "property.introducer", "property.static", "property.stored",
        "function", "function.parameters", "function.async", "function.throws", "function.thrownType",
        "function.returns", "function.static",
        "case",
    ]
}

extension InspectedFile {
    var facts: [Fact] { declarations.flatMap(\.facts) }
}

extension InspectedDeclaration {
    fileprivate var facts: [Fact] {
        let identity = "\(line) \(name)"
        var facts = Fact.list(
            "type",
            identity,
            [
                ("kind", kind), ("column", "\(column)"), ("access", access), ("attributes", "\(attributes)"),
                ("generic", "\(generic)"), ("inherits", "\(inherits)"), ("conditions", "\(conditions)"),
            ]
        )
        for property in properties { facts += property.facts(in: name) }
        for function in functions { facts += function.facts(in: name) }
        for enumerationCase in cases {
            facts += Fact.list("case", "\(enumerationCase.line) \(name).\(enumerationCase.name)", [])
        }
        return facts
    }
}

extension InspectedProperty {
    fileprivate func facts(in owner: String) -> [Fact] {
        Fact.list(
            "property",
            "\(line) \(owner).\(name)",
            [
                ("type", type ?? "(none)"), ("introducer", introducer), ("static", "\(`static`)"),
                ("stored", "\(stored)"),
            ]
        )
    }
}

extension InspectedFunction {
    fileprivate func facts(in owner: String) -> [Fact] {
        let parameters = parameters.map { "\($0.label) \($0.name): \($0.type)" }
        return Fact.list(
            "function",
            "\(line) \(owner).\(name)",
            [
                ("parameters", "\(parameters)"), ("async", "\(async)"), ("throws", "\(`throws`)"),
                ("thrownType", thrownType ?? "(none)"), ("returns", returns ?? "(none)"), ("static", "\(`static`)"),
            ]
        )
    }
}

extension Fact {
    /// The fact that a declaration exists, and one for each of its attributes.
    fileprivate static func list(_ kind: String, _ identity: String, _ attributes: [(String, String)]) -> [Fact] {
        [Fact(category: kind, text: identity)]
            + attributes.map { name, value in Fact(category: "\(kind).\(name)", text: "\(identity) \(name)=\(value)") }
    }
}
