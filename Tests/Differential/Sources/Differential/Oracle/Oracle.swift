import SwiftParser
import SwiftSyntax

/// Reads a file with the compiler's own parser and says what `inspect` has to print for it.
///
/// Written from the schema alone: it shares no line with the scanner.
struct Oracle {
    /// `nil` where the compiler refuses the text itself: such a file has no right answer.
    static func inspect(path: String, bytes: [UInt8]) -> InspectedFile? {
        let tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
        if tree.hasError { return nil }
        var oracle = Oracle(tree: tree)
        for item in tree.statements {
            if case .decl(let declaration) = item.item { oracle.read(declaration, in: Surroundings()) }
        }
        return InspectedFile(path: path, declarations: oracle.declarations)
    }

    /// Where a declaration is written.
    struct Surroundings {
        /// Index of the type around it.
        var owner: Int?
        var path: [String] = []
        var isProtocol = false
        /// The conditions of all `#if` blocks around it, outermost first.
        var conditions: [String] = []
    }

    private let positions: SourceLocationConverter
    var declarations: [InspectedDeclaration] = []

    private init(tree: SourceFileSyntax) {
        positions = SourceLocationConverter(fileName: "", tree: tree)
    }

    func position(of node: some SyntaxProtocol) -> SourceLocation {
        positions.location(for: node.positionAfterSkippingLeadingTrivia)
    }

    mutating func read(_ declaration: DeclSyntax, in surroundings: Surroundings) {
        if let block = declaration.as(IfConfigDeclSyntax.self) {
            readConditional(block, in: surroundings)
        } else if let type = TypeParts(declaration) {
            readType(type, in: surroundings)
        } else if let owner = surroundings.owner {
            readMember(declaration, of: owner, isRequirement: surroundings.isProtocol)
        }
    }

    /// Every branch is read; one behind the first holds where those before it do not.
    private mutating func readConditional(_ block: IfConfigDeclSyntax, in surroundings: Surroundings) {
        var passed: [String] = []
        for clause in block.clauses {
            var inner = surroundings
            inner.conditions += passed
            if let condition = clause.condition?.trimmedDescription {
                inner.conditions.append(condition)
                passed.append("!(\(condition))")
            }
            switch clause.elements {
            case .statements(let items):
                for item in items {
                    if case .decl(let declaration) = item.item { read(declaration, in: inner) }
                }
            case .decls(let members):
                for member in members { read(member.decl, in: inner) }
            default:
                break
            }
        }
    }

    private mutating func readType(_ type: TypeParts, in surroundings: Surroundings) {
        let path = surroundings.path + [type.name.trimmedDescription]
        let position = position(of: type.name)
        let index = declarations.count
        declarations.append(
            InspectedDeclaration(
                kind: type.kind,
                name: path.joined(separator: "."),
                line: position.line,
                column: position.column,
                access: type.modifiers.writtenAccess ?? "internal",
                attributes: type.attributes.names,
                generic: type.isGeneric,
                inherits: type.inheritance?.inheritedTypes.map { $0.type.trimmedDescription } ?? [],
                conditions: surroundings.conditions
            )
        )
        let inner = Surroundings(
            owner: index,
            path: path,
            isProtocol: type.kind == "protocol",
            conditions: surroundings.conditions
        )
        for member in type.body.members { read(member.decl, in: inner) }
    }
}
