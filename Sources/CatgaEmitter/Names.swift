import CatgaModel
import CatgaScanner

/// How generated code in one module spells types, so that every name means what the user meant.
final class Names: Sendable {
    private let target: String
    /// Names that more than one scanned type answers to, by their first component.
    private let ambiguous: Set<String>
    /// Modules that declare a type of their own name: nothing in them can be qualified.
    private let unqualifiable: Set<String>

    init(_ model: Model) {
        target = model.target.name
        var owners: [String: [TypeName]] = [:]
        let names = model.payloads.map(\.name) + model.handlerTypes.map(\.name) + model.handlerErrors.map(\.name)
        for name in names {
            // A nested type hides a type of the same name outside, so it counts wherever it stands.
            for component in name.components { owners[component, default: []].append(name) }
        }
        // All types that begin with a component must be one module's, and no other type may end with it.
        let shared = owners.filter { component, names in
            names.count > 1
                && names.contains { $0.module != names[0].module || $0.components[0] != component }
        }
        ambiguous = Set(shared.keys)
        unqualifiable = Set(names.filter { $0.components[0] == $0.module }.map(\.module))
    }

    /// `OrderItem`, or `Contracts.OrderItem` where the short name could mean another type.
    func reference(_ name: TypeName) -> String {
        if ambiguous.isEmpty { return name.qualified }
        guard ambiguous.contains(name.components[0]), !unqualifiable.contains(name.module) else {
            return name.qualified
        }
        return "\(name.module).\(name.qualified)"
    }

    func reference(_ type: WireType) -> String {
        switch type {
        case .scalar(let scalar): scalar.rawValue
        case .string: "String"
        case .array(let element): "[\(reference(element))]"
        case .set(let element): "Set<\(reference(element))>"
        case .dictionary(let key, let value): "[\(reference(key)): \(reference(value))]"
        case .optional(let wrapped): "\(reference(wrapped))?"
        case .payload(let name), .rawEnum(let name, _), .fixed(let name, _): reference(name)
        case .value(let value): value.rawValue
        }
    }
}

extension AccessLevel {
    /// In front of a generated declaration: `public `, `package ` or nothing.
    var prefix: String {
        switch self {
        case .open, .public: "public "
        case .package: "package "
        case .internal, .fileprivate, .private: ""
        }
    }
}

extension TypeName {
    /// The types it is nested in, from the outermost, and the name itself.
    var components: [String] {
        if qualified.hasOnlyBytes({ $0 != UInt8(ascii: ".") }) { return [qualified] }
        return qualified.split(separator: ".").map(String.init)
    }

    /// The name without the types it is nested in.
    var last: String { components.last ?? "" }

    /// `Outer.InnerHandlers` → `outerInnerHandlers`, as a parameter is named; leading capitals are lowered together
    /// (`HTTPHandlers` → `httpHandlers`).
    var parameter: String {
        let joined = qualified.filter { $0 != "." && $0 != "`" }
        let capitals = joined.prefix { $0.isUppercase }
        let lowered = capitals.count > 1 && capitals.count < joined.count ? capitals.dropLast() : capitals
        return lowered.lowercased() + joined.dropFirst(lowered.count)
    }
}

extension WireType {
    /// The least bytes a value takes on the wire.
    var minimumSize: Int {
        if let layout = fixedLayout { return layout.size }
        switch self {
        case .string, .array, .set, .dictionary: return 4
        case .optional(let wrapped): return wrapped.minimumSize
        case .scalar, .rawEnum, .fixed, .value, .payload: return 1
        }
    }

    /// The element's memory is its wire form, so an array of it is copied as one block. Not booleans, whose bytes must
    /// be looked at, and not `Int`, whose width is the platform's.
    var isBlockCopied: Bool {
        switch self {
        case .scalar(.bool), .scalar(.int), .scalar(.uint): false
        case .scalar: true
        default: false
        }
    }
}
