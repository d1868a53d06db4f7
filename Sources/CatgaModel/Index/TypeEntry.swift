import CatgaScanner

/// Which declaration: a file of the index and a place in its `types`.
struct DeclarationReference: Hashable, Sendable {
    var file: Int
    var type: Int
}

/// One named type with all the extensions of its module that add to it. A class, as it is looked at far more often than made.
final class TypeEntry {
    /// Without backticks.
    let name: String
    /// `Outer.Inner`, as the source spells it.
    let qualified: String
    let module: Int
    let kind: TypeDeclaration.Kind
    /// Its own, and then those of its extensions.
    var declarations: [DeclarationReference]
    /// The type it is written in, by index.
    let parent: Int?
    /// The least of its own access and that of the types around it.
    let access: AccessLevel
    /// It, or a type around it, is generic.
    let isGeneric: Bool
    let conditions: [String]
    /// Something is declared inside it, so that names have to be looked up there.
    var hasMembers = false

    init(
        name: String,
        qualified: String,
        module: Int,
        kind: TypeDeclaration.Kind,
        declaration: DeclarationReference,
        parent: Int? = nil,
        access: AccessLevel,
        isGeneric: Bool = false,
        conditions: [String]
    ) {
        self.name = name
        self.qualified = qualified
        self.module = module
        self.kind = kind
        declarations = [declaration]
        self.parent = parent
        self.access = access
        self.isGeneric = isGeneric
        self.conditions = conditions
    }

    /// It is an extension of a type that this module does not declare.
    var isForeign: Bool { kind == .extension }

    var declaration: DeclarationReference { declarations[0] }

    var extensions: ArraySlice<DeclarationReference> { declarations.dropFirst() }
}

struct AliasEntry: Sendable {
    var name: String
    /// The aliased type's text.
    var text: Span
    var file: Int
    /// The type it is written in, by index.
    var parent: Int?
    var access: AccessLevel
    var isGeneric: Bool
    var conditions: [String]
}

/// What a name may stand for.
enum Symbol: Hashable, Sendable {
    case type(Int)
    case alias(Int)
}

/// Where a name is written: what it means depends on the types around it, its file and its module.
struct Scope: Hashable, Sendable {
    var type: Int?
    var file: Int
}
