package import CatgaScanner

/// A struct that has a wire form: a `Payload`, or a message, which is a payload too. Enums with raw values that
/// are marked `Payload` are here as well.
///
/// A class, as rules and emitter pass it on all the time, and a copy would retain each of its parts. Only the model's builder
/// changes it, before anybody else sees it.
package final class Payload: @unchecked Sendable {
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

    /// How the type is declared. Rules refuse the unsupported ones.
    package enum Form: Hashable, Sendable {
        case `struct`
        /// An enum whose raw type is the given fixed-width number.
        case rawEnum(Scalar)
        /// An enum with associated values: one of several objects, told apart by the number of the case.
        case union
        /// `class`, `actor`, `enum`, or `extension` where another module's type was marked.
        case unsupported(keyword: String)

        /// With cases that can be written.
        package var isEnum: Bool {
            switch self {
            case .rawEnum, .union: true
            case .struct, .unsupported: false
            }
        }
    }

    package let name: TypeName
    package let place: Place
    package let kind: Kind
    /// Every kind marked, at least one; more than one is a mistake.
    package let markedKinds: [Kind]
    package let form: Form
    package let isGeneric: Bool
    /// Effective access: the least of its own and of the types around it.
    package let access: AccessLevel
    /// The `#if` conditions around the declaration, to be repeated around generated code.
    package let conditions: [String]
    package let fields: [Field]
    /// Of an enum.
    package let cases: [UnionCase]
    /// Of an enum with raw values, by number.
    package let numbers: [SchemaCase]
    package let layout: LayoutDeclaration
    /// The reply of a request; `.void` for an absent `typealias Reply`.
    package internal(set) var reply: Reply
    /// The type's unqualified name, or what `static let wireName` says.
    package let wireName: String
    package let wireNamePlace: Place
    /// `static let wireName` is there, but not as a plain string literal.
    package let wireNameIsUnreadable: Bool
    package let typeID: UInt64
    /// What `static let formerWireNames` says.
    package let formerNames: [FormerName]
    /// `static let formerWireNames` is there, but not as plain string literals.
    package let unreadableFormerNames: Place?
    package let route: RouteDeclaration?
    package let qualityOfService: QualityOfServiceDeclaration?
    /// Some initializer that is as visible as the type, declared by hand, taking all the fields or not.
    package let hasVisibleInitializer: Bool
    /// The compiler writes an initializer that takes all fields, as nothing in the struct's body takes its place.
    package let hasMemberwiseInitializer: Bool

    init(
        name: TypeName,
        place: Place,
        markedKinds: [Kind],
        form: Form,
        isGeneric: Bool,
        access: AccessLevel,
        conditions: [String],
        fields: [Field],
        cases: [UnionCase],
        numbers: [SchemaCase],
        layout: LayoutDeclaration,
        reply: Reply,
        wireName: String,
        wireNamePlace: Place,
        wireNameIsUnreadable: Bool,
        formerNames: [FormerName],
        unreadableFormerNames: Place?,
        route: RouteDeclaration?,
        qualityOfService: QualityOfServiceDeclaration?,
        hasVisibleInitializer: Bool,
        hasMemberwiseInitializer: Bool
    ) {
        self.name = name
        self.place = place
        kind = markedKinds[0]
        self.markedKinds = markedKinds
        self.form = form
        self.isGeneric = isGeneric
        self.access = access
        self.conditions = conditions
        self.fields = fields
        self.cases = cases
        self.numbers = numbers
        self.layout = layout
        self.reply = reply
        self.wireName = wireName
        self.wireNamePlace = wireNamePlace
        self.wireNameIsUnreadable = wireNameIsUnreadable
        typeID = TypeID.of(wireName)
        self.formerNames = formerNames
        self.unreadableFormerNames = unreadableFormerNames
        self.route = route
        self.qualityOfService = qualityOfService
        self.hasVisibleInitializer = hasVisibleInitializer
        self.hasMemberwiseInitializer = hasMemberwiseInitializer
    }
}

/// A name that the type had on the wire before, and under which it still is accepted.
package struct FormerName: Sendable {
    package var name: String
    package var place: Place

    package var typeID: UInt64 { TypeID.of(name) }
}

/// One case of a union. Its number on the wire is its place among the cases.
package struct UnionCase: Sendable {
    package var name: String
    package var place: Place
    package var isIndirect: Bool
    package var conditions: [String]
    /// The associated values; the name is the label, empty where there is none.
    package var values: [Field]
}

/// `static let layout = Layout.fixed`.
package struct LayoutDeclaration: Sendable {
    package enum Layout: String, Sendable, CaseIterable {
        case regular
        case versionTolerant
        case fixed
    }

    /// `nil` where the text cannot be read.
    package var layout: Layout?
    /// Where it is declared, if it is.
    package var place: Place?

    package static let regular = LayoutDeclaration(layout: .regular, place: nil)
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

/// `static let qualityOfService = DeliveryQuality.atLeastOnce`.
package struct QualityOfServiceDeclaration: Sendable {
    /// `atMostOnce`, `atLeastOnce`, `effectivelyOnce`; `nil` where the text cannot be read.
    package var name: String?
    package var place: Place
}

extension Payload.Form {
    var isEnumeration: Bool {
        if case .rawEnum = self { return true }
        return false
    }
}
