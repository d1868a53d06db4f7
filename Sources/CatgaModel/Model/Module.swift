package import CatgaScanner

/// `public import Foundation` as the user's file says it.
package struct ModuleImport: Hashable, Sendable {
    package var module: String
    /// The access level written, the widest where files differ.
    package var access: AccessLevel?
    /// Attributes to repeat, such as `@testable` or `@preconcurrency`.
    package var attributes: [String]
    package var conditions: [String]
}

package struct Module: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// Wires a process: its `registerHandlers` includes those of its dependencies.
        case executable
        /// Wires a process too, but need not handle every request.
        case test
        case library
    }

    package var name: String
    package var kind: Kind
    /// In the same package as the target, so that `package` access reaches it.
    package var isInTargetPackage: Bool

    package init(name: String, kind: Kind, isInTargetPackage: Bool) {
        self.name = name
        self.kind = kind
        self.isInTargetPackage = isInTargetPackage
    }
}

/// Where a declaration stands, for messages and for the generated file's header.
package struct Place: Hashable, Sendable {
    package var path: String
    package var position: SourcePosition

    package init(path: String, position: SourcePosition) {
        self.path = path
        self.position = position
    }
}

/// A type declared in a scanned module.
package struct TypeName: Hashable, Sendable, Comparable {
    package var module: String
    /// `Outer.Inner`, backticks kept where the source needs them.
    package var qualified: String

    package init(module: String, qualified: String) {
        self.module = module
        self.qualified = qualified
    }

    package static func < (left: TypeName, right: TypeName) -> Bool {
        (left.module, left.qualified) < (right.module, right.qualified)
    }
}
