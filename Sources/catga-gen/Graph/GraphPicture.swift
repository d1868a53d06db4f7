import CatgaModel

/// The graph as a picture: senders on the left, messages in the middle, handlers on the right.
///
/// Messages stand in the order of their handlers, and whoever sends or handles stands beside the middle of its messages,
/// so that lines are short and cross little.
struct GraphPicture {
    private enum Size {
        static let rowHeight = 30
        static let boxHeight = 22
        static let margin = 24
        static let headHeight = 56
        static let gap = 130
        /// Of one character of the font at 12 points, on average and rounded up.
        static let characterWidth = 7.8
        static let captionWidth = 5.6
    }

    private struct Box {
        var label: String
        var caption: String
        var center: Int
        var style: String
    }

    private let graph: MessageGraph
    private var messages: [TypeName: Box] = [:]
    private var senders: [MessageGraph.Actor: Box] = [:]
    private var handlers: [MessageGraph.Actor: Box] = [:]
    private let lefts: [Int]
    private let widths: [Int]
    private let height: Int

    init(_ graph: MessageGraph) {
        self.graph = graph
        let rows = GraphPicture.ordered(graph)
        for (row, message) in rows.enumerated() {
            messages[message.name] = Box(
                label: message.name.qualified,
                caption: message.name.module,
                center: Size.headHeight + row * Size.rowHeight + Size.rowHeight / 2,
                style: message.kind.rawValue
            )
        }
        senders = GraphPicture.boxes(graph.senders, beside: messages)
        handlers = GraphPicture.boxes(graph.handlers, beside: messages)
        let columns = [Array(senders.values), Array(messages.values), Array(handlers.values)]
        widths = columns.map { boxes in boxes.map(GraphPicture.width).max() ?? 0 }
        var left = Size.margin
        var lefts: [Int] = []
        for width in widths {
            lefts.append(left)
            left += width + (width > 0 ? Size.gap : 0)
        }
        self.lefts = lefts
        let lowest = columns.joined().map(\.center).max() ?? 0
        height = lowest + Size.rowHeight / 2 + Size.margin
    }

    /// By the handler that stands lowest in the alphabet, so that one handler's messages stand together.
    private static func ordered(_ graph: MessageGraph) -> [MessageGraph.Message] {
        var first: [TypeName: MessageGraph.Actor] = [:]
        for edge in graph.handlers where first[edge.message] == nil { first[edge.message] = edge.actor }
        return graph.messages.sorted { left, right in
            switch (first[left.name], first[right.name]) {
            case (let leftActor?, let rightActor?) where leftActor != rightActor: leftActor < rightActor
            case (nil, .some): false
            case (.some, nil): true
            default: left.name < right.name
            }
        }
    }

    /// A box for each actor, as near to the middle of its messages as its neighbours let it.
    private static func boxes(
        _ edges: [MessageGraph.Edge],
        beside messages: [TypeName: Box]
    ) -> [MessageGraph.Actor: Box] {
        let wishes = Dictionary(grouping: edges, by: \.actor).map { actor, edges in
            let centers = edges.compactMap { messages[$0.message]?.center }
            return (actor: actor, center: centers.reduce(0, +) / max(1, centers.count))
        }
        .sorted { ($0.center, $0.actor) < ($1.center, $1.actor) }
        var boxes: [MessageGraph.Actor: Box] = [:]
        var lowest = Size.headHeight - Size.rowHeight / 2
        for (actor, center) in wishes {
            lowest = max(center, lowest + Size.rowHeight)
            boxes[actor] = Box(label: actor.name, caption: actor.module, center: lowest, style: "actor")
        }
        return boxes
    }

    private static func width(of box: Box) -> Int {
        let label = Double(box.label.count) * Size.characterWidth + Double(box.caption.count) * Size.captionWidth
        return Int(label) + 36
    }
}

extension GraphPicture {
    private static let colors = [
        ("Command", "#2563eb", "command"), ("Query", "#0f766e", "query"), ("Event", "#b45309", "event"),
        ("ReliableEvent", "#b91c1c", "reliable event"),
    ]

    /// A document that needs nothing else: no script, no font, no other file.
    func svg() -> String {
        let right = zip(lefts, widths).map { $0 + $1 }.max() ?? 0
        let width = max(right + Size.margin, 560)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="system-ui, sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#ffffff"/>

            """
        text += heads()
        text += lines()
        for actor in senders.keys.sorted() { text += senders[actor].map { box($0, column: 0) } ?? "" }
        for message in graph.messages { text += messages[message.name].map { box($0, column: 1) } ?? "" }
        for actor in handlers.keys.sorted() { text += handlers[actor].map { box($0, column: 2) } ?? "" }
        return text + "</svg>\n"
    }

    private func heads() -> String {
        var text = ""
        for (column, title) in ["sends", "message", "handles"].enumerated() where widths[column] > 0 {
            text += "<text x=\"\(lefts[column])\" y=\"44\" fill=\"#64748b\">\(title)</text>\n"
        }
        var left = Size.margin
        for (_, color, name) in GraphPicture.colors {
            text += "<rect x=\"\(left)\" y=\"10\" width=\"12\" height=\"12\" rx=\"6\" fill=\"\(color)\"/>"
            text += "<text x=\"\(left + 18)\" y=\"20\" fill=\"#334155\">\(name)</text>\n"
            left += 40 + name.count * 8
        }
        return text
    }

    private func lines() -> String {
        var text = "<g fill=\"none\" stroke-width=\"1.2\" stroke-opacity=\"0.6\">\n"
        for edge in graph.senders {
            guard let from = senders[edge.actor], let to = messages[edge.message] else { continue }
            text += line(from: from, 0, to: to, 1, color: GraphPicture.color(of: to))
        }
        for edge in graph.handlers {
            guard let from = messages[edge.message], let to = handlers[edge.actor] else { continue }
            text += line(from: from, 1, to: to, 2, color: GraphPicture.color(of: from))
        }
        return text + "</g>\n"
    }

    private func line(from: Box, _ fromColumn: Int, to: Box, _ toColumn: Int, color: String) -> String {
        let start = lefts[fromColumn] + widths[fromColumn]
        let end = lefts[toColumn]
        let middle = (start + end) / 2
        let path =
            "M\(start) \(from.center) C\(middle) \(from.center) \(middle) \(to.center) \(end - 5) \(to.center)"
        let tip = "M\(end - 6) \(to.center - 3)L\(end) \(to.center)L\(end - 6) \(to.center + 3)"
        return "<path stroke=\"\(color)\" d=\"\(path)\(tip)\"/>\n"
    }

    private func box(_ box: Box, column: Int) -> String {
        let left = lefts[column]
        let top = box.center - Size.boxHeight / 2
        let isActor = box.style == "actor"
        let color = GraphPicture.color(of: box)
        let fill = isActor ? "#f1f5f9" : "#ffffff"
        let end = left + widths[column] - 10
        return """
            <rect x="\(left)" y="\(top)" width="\(widths[column])" height="\(Size.boxHeight)" \
            rx="\(isActor ? 3 : 11)" fill="\(fill)" stroke="\(color)"/>\
            <text x="\(left + 10)" y="\(box.center + 4)" fill="#0f172a">\(Self.escaped(box.label))</text>\
            <text x="\(end)" y="\(box.center + 4)" fill="#94a3b8" font-size="10" text-anchor="end">\
            \(Self.escaped(box.caption))</text>

            """
    }

    private static func color(of box: Box) -> String {
        colors.first { $0.0 == box.style }?.1 ?? "#94a3b8"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
