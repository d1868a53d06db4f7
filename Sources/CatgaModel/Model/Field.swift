package import CatgaScanner

package struct Field: Sendable {
    /// As the source spells it, backticks included.
    package var name: String
    package var place: Place
    package var isLet: Bool
    /// The type's text, empty where none is written.
    package var typeText: String
    /// The expression after `=`, if any.
    package var initialValue: String?
    package var type: Resolution<WireType>
    /// As written, or `internal`.
    package var access: AccessLevel
    /// `private(set)` or `fileprivate(set)`: another file can read it but not assign it.
    package var isSetterHidden: Bool
    /// `#if` conditions inside the type; a wire layout must not depend on the build.
    package var conditions: [String]
    /// Attributes that are not known to leave storage alone: a property wrapper or an attached macro.
    package var foreignAttributes: [String]
    package var isLazy: Bool
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
