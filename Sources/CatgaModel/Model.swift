package import CatgaScanner

/// What one target's sources, and those of the modules it depends on, say about messages and handlers.
///
/// The model is complete even where the sources are wrong: a field whose type cannot be encoded is there with the
/// reason, so that rules can report every mistake in one run. The emitter is only called when no rule found an error.
package struct Model: Sendable {
    /// The module that files are generated for.
    package var target: Module
    /// The modules it depends on, directly or not, in the order given.
    package var dependencies: [Module]
    /// Every payload of every module, messages included; sorted by module (target first), then by name.
    package var payloads: [Payload]
    /// Every type marked `Handlers` of every module; same order.
    package var handlerTypes: [HandlerType]
    /// Every enum marked `HandlerError` of every module; same order.
    package var handlerErrors: [HandlerErrorType]
    /// The imports of the target's files that hold messages or handlers, one entry a module and condition, sorted.
    package var imports: [ModuleImport]
    package var configuration: Configuration
}

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
}

/// Where a declaration stands, for messages and for the generated file's header.
package struct Place: Hashable, Sendable {
    package var path: String
    package var position: SourcePosition
}

/// A type declared in a scanned module.
package struct TypeName: Hashable, Sendable, Comparable {
    package var module: String
    /// `Outer.Inner`, backticks kept where the source needs them.
    package var qualified: String

    package static func < (left: TypeName, right: TypeName) -> Bool {
        (left.module, left.qualified) < (right.module, right.qualified)
    }
}

/// A struct that has a wire form: a `Payload`, or a message, which is a payload too. Enums with raw values that
/// are marked `Payload` are here as well.
package struct Payload: Sendable {
    package enum Kind: String, Sendable {
        case command = "Command"
        case query = "Query"
        case event = "Event"
        case reliableEvent = "ReliableEvent"
        case payload = "Payload"

        package var isRequest: Bool { self == .command || self == .query }
        package var isEvent: Bool { self == .event || self == .reliableEvent }
        package var isMessage: Bool { self != .payload }
    }

    /// How the type is declared. Rules refuse all but `struct`, and `enum` with a raw value.
    package enum Form: Hashable, Sendable {
        case `struct`
        /// An enum whose raw type is the given fixed-width number.
        case rawEnum(Scalar)
        case unsupported(keyword: String)
    }

    package var name: TypeName
    package var place: Place
    package var kind: Kind
    /// Every kind marked; more than one is a mistake.
    package var markedKinds: [Kind]
    package var form: Form
    package var isGeneric: Bool
    /// Effective access: the least of its own and of the types around it.
    package var access: AccessLevel
    /// The `#if` conditions around the declaration, to be repeated around generated code.
    package var conditions: [String]
    package var fields: [Field]
    /// The reply of a request; `.void` for an absent `typealias Reply`.
    package var reply: Reply
    /// The type's unqualified name, or what `static let wireName` says.
    package var wireName: String
    package var wireNamePlace: Place
    /// `static let wireName` is there, but not as a plain string literal.
    package var wireNameIsUnreadable: Bool
    package var typeID: UInt64
    package var route: RouteDeclaration?
    package var qualityOfService: QualityOfServiceDeclaration?
    /// Some initializer that is as visible as the type, declared by hand, taking all the fields or not.
    package var hasVisibleInitializer: Bool
}

package struct Field: Sendable {
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

/// A number of fixed width, or a boolean: what MemoryPack copies as it lies in memory.
package enum Scalar: String, Sendable, CaseIterable {
    case bool = "Bool"
    case int8 = "Int8"
    case uint8 = "UInt8"
    case int16 = "Int16"
    case uint16 = "UInt16"
    case int32 = "Int32"
    case uint32 = "UInt32"
    case int64 = "Int64"
    case uint64 = "UInt64"
    /// 64 bits on the wire.
    case int = "Int"
    /// 64 bits on the wire.
    case uint = "UInt"
    case float = "Float"
    case double = "Double"

    /// Bytes on the wire.
    package var size: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .int64, .uint64, .int, .uint, .double: 8
        }
    }
}

package indirect enum WireType: Hashable, Sendable {
    case scalar(Scalar)
    case string
    case array(WireType)
    case set(WireType)
    case dictionary(key: WireType, value: WireType)
    case optional(WireType)
    /// A struct marked `Payload` (or a message).
    case payload(TypeName)
    /// An enum with a raw value marked `Payload`, written as that number.
    case rawEnum(TypeName, Scalar)
}

/// A request's reply type.
package enum Reply: Sendable {
    case void
    case value(text: String, type: Resolution<WireType>, place: Place)
}

/// `static let route = Route.key("customerID")`.
package struct RouteDeclaration: Sendable {
    /// `local`, `localFirst`, `any`, `key`, `broadcast`, `replicated`; `nil` where the text cannot be read.
    package var name: String?
    /// The argument of `key`.
    package var key: String?
    /// Place of the key's literal, or of the property.
    package var place: Place
}

/// `static let qualityOfService = QualityOfService.atLeastOnce`.
package struct QualityOfServiceDeclaration: Sendable {
    /// `atMostOnce`, `atLeastOnce`, `effectivelyOnce`; `nil` where the text cannot be read.
    package var name: String?
    package var place: Place
}

/// A type marked `Handlers`.
package struct HandlerType: Sendable {
    package var name: TypeName
    package var place: Place
    /// `struct`, `class`, `actor`, `enum`.
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
    /// It has the second parameter `_ context: borrowing Context`.
    package var takesContext: Bool
    /// The call needs `await`: `async`, or isolated to an actor.
    package var isAsync: Bool
    package var isThrowing: Bool
    /// The type in `throws(T)`: `CatgaError`, a `HandlerErrorType`, or something else by its text.
    package var thrownType: String?
    /// The return type's text, `Void` where none is written.
    package var returnText: String
    package var returnType: Reply
    /// Effective access.
    package var access: AccessLevel
    /// All conditions around it: those of the type (or extension) and its own.
    package var conditions: [String]
    /// Why this is not a signature that can be called, if so ("is static", "is generic", "is mutating", …).
    package var defect: String?
}

/// An enum marked `HandlerError` with an `Int32` raw value: a handler's own errors, which travel by code.
package struct HandlerErrorType: Sendable {
    package var name: TypeName
    package var place: Place
    package var access: AccessLevel
    package var conditions: [String]
}

/// What `catga.json` may say. Every member is optional there.
package struct Configuration: Sendable {
    /// Access of the generated `registerHandlers` of a library: `public`, `package` or `internal`.
    package var access: AccessLevel?
    /// Modules the generated file imports besides those its sources import.
    package var imports: [String] = []
    /// Rule id to `error`, `warning` or `off`.
    package var severities: [String: RuleSeverity] = [:]
    /// Wire names of requests that another process handles.
    package var remote: [String] = []

    package init() {}
}

package enum RuleSeverity: String, Sendable {
    case error
    case warning
    case off
}
