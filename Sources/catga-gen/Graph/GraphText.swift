import CatgaModel

/// The graph as text that other programs draw.
enum GraphText {
    /// A flow chart that code hosts show in Markdown.
    static func mermaid(_ graph: MessageGraph) -> String {
        let parts = GraphParts(graph)
        var text = "flowchart LR\n"
        for (module, members) in parts.modules {
            text += "    subgraph \(identifier(module))[\"\(module)\"]\n"
            for member in members { text += "        \(parts.identifiers[member] ?? "")\(mermaidShape(member))\n" }
            text += "    end\n"
        }
        for edge in graph.senders {
            text += "    \(parts.identifier(of: edge.actor)) --> \(parts.identifier(of: edge.message))\n"
        }
        for edge in graph.handlers {
            text += "    \(parts.identifier(of: edge.message)) -.-> \(parts.identifier(of: edge.actor))\n"
        }
        return text
    }

    /// The language of Graphviz.
    static func dot(_ graph: MessageGraph) -> String {
        let parts = GraphParts(graph)
        var text = "digraph Catga {\n    rankdir=LR;\n    node [fontname=\"sans-serif\"];\n"
        for (module, members) in parts.modules {
            text += "    subgraph cluster_\(identifier(module)) {\n        label=\"\(module)\";\n"
            for member in members { text += "        \(parts.identifiers[member] ?? "") [\(dotAttributes(member))];\n" }
            text += "    }\n"
        }
        for edge in graph.senders {
            text += "    \(parts.identifier(of: edge.actor)) -> \(parts.identifier(of: edge.message));\n"
        }
        for edge in graph.handlers {
            text += "    \(parts.identifier(of: edge.message)) -> \(parts.identifier(of: edge.actor)) [style=dashed];\n"
        }
        return text + "}\n"
    }

    private static func mermaidShape(_ member: GraphParts.Member) -> String {
        switch member {
        case .actor(let actor): "[\"\(actor.name)\"]"
        case .message(let message):
            message.kind.isEvent ? "{{\"\(message.name.qualified)\"}}" : "([\"\(message.name.qualified)\"])"
        }
    }

    private static func dotAttributes(_ member: GraphParts.Member) -> String {
        switch member {
        case .actor(let actor): "label=\"\(actor.name)\", shape=box"
        case .message(let message):
            "label=\"\(message.name.qualified)\", shape=\(message.kind.isEvent ? "hexagon" : "ellipse")"
        }
    }

    /// Module names are Swift identifiers already, but `end` means something to Mermaid.
    private static func identifier(_ module: String) -> String { "module_\(module)" }
}

/// Everything that is drawn as a box, by module, with a short name each.
private struct GraphParts {
    enum Member: Hashable {
        case actor(MessageGraph.Actor)
        case message(MessageGraph.Message)
    }

    var modules: [(name: String, members: [Member])] = []
    var identifiers: [Member: String] = [:]
    private var messages: [TypeName: Member] = [:]

    init(_ graph: MessageGraph) {
        let actors = Set((graph.senders + graph.handlers).map(\.actor)).sorted()
        let members = graph.messages.map(Member.message) + actors.map(Member.actor)
        for (number, member) in members.enumerated() {
            identifiers[member] = "n\(number)"
            if case .message(let message) = member { messages[message.name] = member }
        }
        for module in Set(members.map(GraphParts.module)).sorted() {
            modules.append((module, members.filter { GraphParts.module(of: $0) == module }))
        }
    }

    func identifier(of actor: MessageGraph.Actor) -> String { identifiers[.actor(actor)] ?? "" }

    func identifier(of message: TypeName) -> String { messages[message].flatMap { identifiers[$0] } ?? "" }

    private static func module(of member: Member) -> String {
        switch member {
        case .actor(let actor): actor.module
        case .message(let message): message.name.module
        }
    }
}
