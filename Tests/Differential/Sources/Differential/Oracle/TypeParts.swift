import SwiftSyntax

/// What the six kinds of type declaration have in common.
struct TypeParts {
    var kind: String
    /// The name token, or the type that an extension extends.
    var name: Syntax
    var modifiers: DeclModifierListSyntax
    var attributes: AttributeListSyntax
    var isGeneric: Bool
    var inheritance: InheritanceClauseSyntax?
    var body: MemberBlockSyntax

    /// `nil` for a declaration of no type.
    init?(_ declaration: DeclSyntax) {
        if let node = declaration.as(StructDeclSyntax.self) {
            self.init("struct", node.name, node, node.genericParameterClause, node.genericWhereClause)
        } else if let node = declaration.as(ClassDeclSyntax.self) {
            self.init("class", node.name, node, node.genericParameterClause, node.genericWhereClause)
        } else if let node = declaration.as(EnumDeclSyntax.self) {
            self.init("enum", node.name, node, node.genericParameterClause, node.genericWhereClause)
        } else if let node = declaration.as(ActorDeclSyntax.self) {
            self.init("actor", node.name, node, node.genericParameterClause, node.genericWhereClause)
        } else if let node = declaration.as(ProtocolDeclSyntax.self) {
            // Primary associated types make no protocol generic.
            self.init("protocol", node.name, node, nil, node.genericWhereClause)
        } else if let node = declaration.as(ExtensionDeclSyntax.self) {
            self.init("extension", node.extendedType, node, nil, node.genericWhereClause)
        } else {
            return nil
        }
    }

    private init(
        _ kind: String,
        _ name: some SyntaxProtocol,
        _ node: some DeclGroupSyntax,
        _ parameters: GenericParameterClauseSyntax?,
        _ requirements: GenericWhereClauseSyntax?
    ) {
        self.kind = kind
        self.name = Syntax(name)
        modifiers = node.modifiers
        attributes = node.attributes
        isGeneric = parameters != nil || requirements != nil
        inheritance = node.inheritanceClause
        body = node.memberBlock
    }
}

extension DeclModifierListSyntax {
    /// The access level written here; one for the setter alone is none.
    var writtenAccess: String? {
        let levels: Set = ["private", "fileprivate", "internal", "package", "public", "open"]
        return last { levels.contains($0.name.text) && $0.detail == nil }?.name.text
    }

    var isStatic: Bool { contains { $0.name.text == "static" || $0.name.text == "class" } }
}

extension AttributeListSyntax {
    /// The attributes' names, those inside an `#if` included.
    var names: [String] {
        flatMap { element -> [String] in
            switch element {
            case .attribute(let attribute):
                [attribute.attributeName.trimmedDescription]
            case .ifConfigDecl(let block):
                block.clauses.flatMap { clause -> [String] in
                    if case .attributes(let list)? = clause.elements { list.names } else { [] }
                }
            @unknown default:
                []
            }
        }
    }
}
