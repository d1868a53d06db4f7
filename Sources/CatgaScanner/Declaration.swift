/// A half-open range of byte offsets into one `SourceFile`.
///
/// Declarations hold spans rather than strings: text is made only for the few declarations somebody asks about.
package struct Span: Hashable, Sendable {
    package var start: Int32
    package var end: Int32

    package static let empty = Span(start: 0, end: 0)

    package init(start: Int32, end: Int32) {
        self.start = start
        self.end = end
    }

    package var isEmpty: Bool { start == end }
}

package enum AccessLevel: String, CaseIterable, Sendable, Comparable {
    case `private`
    case `fileprivate`
    case `internal`
    case `package`
    case `public`
    case open

    package static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rank < right.rank }

    /// `private` and `fileprivate` differ; what matters to the model is that both stay inside the file.
    private var rank: Int {
        switch self {
        case .private: 0
        case .fileprivate: 1
        case .internal: 2
        case .package: 3
        case .public: 4
        case .open: 5
        }
    }
}

/// `@name` or `@name(arguments)`; `name` excludes the `@`, `arguments` the parentheses.
package struct Attribute: Hashable, Sendable {
    package var name: Span
    package var arguments: Span
}

/// What precedes a declaration's introducer.
package struct Modifiers: Sendable {
    package var attributes: [Attribute] = []
    /// The access written at the declaration, `nil` where none is. `private(set)` alone leaves it `nil`.
    package var access: AccessLevel?
    /// `private(set)` or `fileprivate(set)`.
    package var hidesSetter = false
    /// `static`, or `class` in front of a member.
    package var isStatic = false
    package var isMutating = false
    package var isNonisolated = false
    /// Of a variable this can only be `nonisolated(unsafe)`: the compiler was told not to look.
    package var hasNonisolatedArgument = false
    package var isLazy = false
    package var isIndirect = false
    package var isOverride = false
    package var isConvenience = false
    package var isFinal = false
}

/// A struct, class, enum, actor, protocol or extension: `SourceFile.types` lists them all, nested ones too.
package struct TypeDeclaration: Sendable {
    package enum Kind: String, Sendable {
        case `struct`
        case `class`
        case `enum`
        case actor
        case `protocol`
        case `extension`
    }

    package var kind: Kind
    /// The name token; for an extension the extended type as written, without generic `where`.
    package var name: Span
    /// Index in `SourceFile.types` of the type this one is written in.
    package var parent: Int?
    package var modifiers: Modifiers
    /// It has a generic parameter list (primary associated types of a protocol do not count) or a `where` clause.
    package var isGeneric: Bool
    /// The inherited types, as written, in order (`Command`, `~Copyable`, `@unchecked Sendable`).
    package var inherits: [Span]
    /// The `#if` conditions around it, outermost first, as the caller must repeat them
    /// (`os(Linux)`, and `!(os(Linux))` in the `#else` branch).
    package var conditions: [String]
    package var properties: [PropertyDeclaration] = []
    package var functions: [FunctionDeclaration] = []
    package var initializers: [FunctionDeclaration] = []
    package var cases: [CaseDeclaration] = []
    package var typealiases: [TypealiasDeclaration] = []
    /// From the first attribute or modifier to the closing brace.
    package var extent: Span
}

/// One bound name of a `let` or `var`; `var a, b: Int` makes two.
package struct PropertyDeclaration: Sendable {
    package var name: Span
    /// The annotation's text; empty where there is none.
    package var type: Span
    package var isLet: Bool
    /// Everything but a computed property: one without a getter block. Observers keep it stored; protocol
    /// requirements are not stored.
    package var isStored: Bool
    package var modifiers: Modifiers
    /// The expression after `=`; empty where there is none.
    package var initialValue: Span
    /// Conditions inside the enclosing type only, outermost first.
    package var conditions: [String]
}

/// A function, or an initializer (`name` is then the `init` token).
package struct FunctionDeclaration: Sendable {
    package var name: Span
    package var parameters: [ParameterDeclaration]
    package var isAsync: Bool
    package var isThrowing: Bool
    /// The type in `throws(T)`; empty where there is none.
    package var thrownType: Span
    /// The type after `->`; empty where there is none.
    package var returnType: Span
    package var isGeneric: Bool
    /// `init?` or `init!`.
    package var isFailable: Bool
    package var modifiers: Modifiers
    /// Conditions inside the enclosing type only, outermost first.
    package var conditions: [String]
    /// What stands between the braces; empty where there are none. Passed over, not read.
    package var body = Span.empty
}

package struct ParameterDeclaration: Sendable {
    /// The external label: `_`, or the name itself where only one is written.
    package var label: Span
    package var name: Span
    /// The type without `borrowing`, `inout`, attributes and the like in front; variadics end in `...`.
    package var type: Span
    /// The type as written, with all that stands in front of it.
    package var fullType: Span
    package var hasDefault: Bool
}

package struct CaseDeclaration: Sendable {
    package var name: Span
    /// The payload between the parentheses; empty where there is none.
    package var associatedValues: Span
    /// The expression after `=`; empty where there is none.
    package var rawValue: Span
    package var modifiers: Modifiers
    package var conditions: [String]
}

package struct TypealiasDeclaration: Sendable {
    package var name: Span
    /// The aliased type's text.
    package var type: Span
    package var modifiers: Modifiers
    package var isGeneric: Bool
    package var conditions: [String]
}

/// `public import struct Foundation.Date`: `module` is `Foundation`.
package struct ImportDeclaration: Sendable {
    package var module: Span
    /// The whole path after `import` and the optional kind (`Foundation.Date`).
    package var path: Span
    package var modifiers: Modifiers
    package var conditions: [String]
}
