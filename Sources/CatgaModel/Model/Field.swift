package import CatgaScanner

/// A class, as ``Payload`` is, and for the same reason.
package final class Field: @unchecked Sendable {
    /// As the source spells it, backticks included.
    package let name: String
    package let place: Place
    package let isLet: Bool
    /// The type's text, empty where none is written.
    package let typeText: String
    /// The expression after `=`, if any.
    package let initialValue: String?
    package internal(set) var type: Resolution<WireType>
    /// As written, or `internal`.
    package let access: AccessLevel
    /// `private(set)` or `fileprivate(set)`: another file can read it but not assign it.
    package let isSetterHidden: Bool
    /// `#if` conditions inside the type; a wire layout must not depend on the build.
    package let conditions: [String]
    /// Attributes that are not known to leave storage alone: a property wrapper or an attached macro.
    package let foreignAttributes: [String]
    package let isLazy: Bool

    init(
        name: String,
        place: Place,
        isLet: Bool,
        typeText: String,
        initialValue: String? = nil,
        type: Resolution<WireType>,
        access: AccessLevel,
        isSetterHidden: Bool = false,
        conditions: [String] = [],
        foreignAttributes: [String] = [],
        isLazy: Bool = false
    ) {
        self.name = name
        self.place = place
        self.isLet = isLet
        self.typeText = typeText
        self.initialValue = initialValue
        self.type = type
        self.access = access
        self.isSetterHidden = isSetterHidden
        self.conditions = conditions
        self.foreignAttributes = foreignAttributes
        self.isLazy = isLazy
    }
}

/// Either the thing, or one sentence (without a final full stop) why it cannot be had and what to do instead.
package enum Resolution<Value: Sendable>: Sendable {
    case resolved(Value)
    case refused(reason: String, hint: String)

    package var value: Value? {
        if case .resolved(let value) = self { return value }
        return nil
    }
}
