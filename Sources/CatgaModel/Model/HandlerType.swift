package import CatgaScanner

/// A type marked `Handlers`.
package struct HandlerType: Sendable {
    package var name: TypeName
    package var place: Place
    /// `struct`, `class`, `actor`, `enum`; `extension` where another module's type was marked.
    package var keyword: String
    package var isFinal: Bool
    package var isGeneric: Bool
    package var access: AccessLevel
    package var conditions: [String]
    /// It can be made with `init()` by generated code in its own module: every stored property has a value and no
    /// initializer is written, or one without (required) parameters is. Throwing, async and failable ones do not count.
    package var hasDefaultInitializer: Bool
    /// Sorted by the message's name, then by position.
    package var methods: [HandlerMethod]
    /// Variables that several threads could change at once without the compiler's objection.
    package var unguardedState: [UnguardedState] = []
}

package struct UnguardedState: Sendable {
    package var name: String
    package var place: Place
}

/// A method that looks like a handler, in a type that is not marked `Handlers`.
package struct UnmarkedHandler: Sendable {
    package var type: TypeName
    /// `struct`, `class` or `actor`.
    package var keyword: String
    package var message: TypeName
    package var place: Place
}

/// One `handle(_:)` or `on(_:)`.
package struct HandlerMethod: Sendable {
    package enum Name: String, Sendable {
        case handle
        case on
    }

    package var name: Name
    package var place: Place
    /// The text of the first parameter's type and what it names.
    package var messageText: String
    package var message: Resolution<TypeName>
    package var messagePlace: Place
    /// It takes `borrowing M.View`, the message where it lies in the bytes.
    package var takesView: Bool
    /// It has the second parameter `_ context: borrowing Context`.
    package var takesContext: Bool
    /// The call needs `await`: `async`, or isolated to an actor.
    package var isAsync: Bool
    package var isThrowing: Bool
    /// The type in `throws(T)`: `CatgaError`, a `HandlerErrorType`, or something else by its text.
    package var thrownType: String?
    /// The scanned type that `thrownType` names, if it names one; an entry of `Model.handlerErrors` or not.
    package var thrownTypeName: TypeName?
    /// The return type's text, `Void` where none is written.
    package var returnText: String
    package var returnType: Reply
    /// Place of the return type, or of the method's name where none is written.
    package var returnPlace: Place
    /// Effective access.
    package var access: AccessLevel
    /// All conditions around it: those of the type (or extension) and its own.
    package var conditions: [String]
    /// Why this is not a signature that can be called, if so ("is static", "is generic", "is mutating", …).
    package var defect: String?
    /// What stands in the body that a rule may have a word about, in source order.
    package var body: [BodyFact] = []
}

/// An enum marked `HandlerError` with an `Int32` raw value: a handler's own errors, which travel by code.
package struct HandlerErrorType: Sendable {
    package var name: TypeName
    package var place: Place
    package var access: AccessLevel
    package var conditions: [String]
}
