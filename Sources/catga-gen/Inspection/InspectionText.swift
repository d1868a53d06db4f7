import CatgaScanner

/// `inspect --format text`: an outline to read.
enum InspectionText {
    static func outline(of file: SourceFile, styled channel: OutputChannel) -> String {
        var text = channel.styled(file.path, .bold) + "\n"
        if file.types.isEmpty { text += "  no declarations\n" }
        for index in file.types.indices {
            let type = file.types[index]
            let inherits = type.inherits.isEmpty ? "" : ": " + type.inherits.map(file.text).joined(separator: ", ")
            let condition = type.conditions.isEmpty ? "" : "  #if \(type.conditions.joined(separator: " && "))"
            let head = "\(type.kind.rawValue) \(file.qualifiedName(of: index))\(inherits)"
            text += row(type.name, channel.styled(head, .cyan) + condition, in: file, depth: 0)
            for property in type.properties { text += row(property.name, line(property, in: file), in: file, depth: 1) }
            for function in type.functions { text += row(function.name, line(function, in: file), in: file, depth: 1) }
            for enumerationCase in type.cases {
                text += row(enumerationCase.name, "case \(file.text(enumerationCase.name))", in: file, depth: 1)
            }
        }
        return text
    }

    private static func row(_ name: Span, _ content: String, in file: SourceFile, depth: Int) -> String {
        let number = String(file.position(of: name).line)
        let margin = String(repeating: " ", count: max(0, 6 - number.count)) + number
        return "\(margin)  \(String(repeating: "    ", count: depth))\(content)\n"
    }

    private static func line(_ property: PropertyDeclaration, in file: SourceFile) -> String {
        let prefix = property.modifiers.isStatic ? "static " : ""
        let type = property.type.isEmpty ? "" : ": \(oneLine(file.text(property.type)))"
        let computed = property.isStored ? "" : " { … }"
        return "\(prefix)\(property.isLet ? "let" : "var") \(file.text(property.name))\(type)\(computed)"
    }

    private static func line(_ function: FunctionDeclaration, in file: SourceFile) -> String {
        let parameters = function.parameters.map { parameter in
            let label = file.text(parameter.label)
            let name = file.text(parameter.name)
            return "\(label == name ? name : "\(label) \(name)"): \(oneLine(file.text(parameter.type)))"
        }
        var text = function.modifiers.isStatic ? "static func " : "func "
        text += "\(file.text(function.name))(\(parameters.joined(separator: ", ")))"
        if function.isAsync { text += " async" }
        if function.isThrowing { text += " throws" }
        if !function.thrownType.isEmpty { text += "(\(file.text(function.thrownType)))" }
        if !function.returnType.isEmpty { text += " -> \(oneLine(file.text(function.returnType)))" }
        return text
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
