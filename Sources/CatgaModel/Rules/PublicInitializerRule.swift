package import CatgaScanner

/// What a library shows to other modules can be made there: a public (or package) message or reply has an initializer
/// that is as visible as itself.
package struct PublicInitializerRule: Rule {
    package static let id = "CATGA0031"
    package static let title = "public message without a public initializer"
    package static let isSuppressible = true
    package static let explanation = Explanation(
        what: "A library's public message or reply has no public initializer; likewise for package.",
        why: "Swift's memberwise initializer is internal, so other modules could name the type but not make a value.",
        fix: "Paste the initializer of the hint inside the struct. In an extension it would not compile, as it would "
            + "collide with the memberwise one.",
        before: """
            public struct OrderPlaced: Event {
                public var orderID: UInt64
            }
            """,
        after: """
            public struct OrderPlaced: Event {
                public var orderID: UInt64

                public init(orderID: UInt64) {
                    self.orderID = orderID
                }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.target.kind == .library else { return [] }
        let replies = Set(
            view.model.payloads.flatMap { payload -> [TypeName] in
                guard case .value(_, .resolved(let type), _) = payload.reply else { return [] }
                return type.typeNames
            }
        )
        return view.targetPayloads.compactMap { payload in
            guard payload.form == .struct, payload.access >= .package, !payload.hasVisibleInitializer,
                payload.kind.isMessage || replies.contains(payload.name)
            else { return nil }
            let access = min(payload.access, .public).rawValue
            return finding(
                at: payload.place,
                "'\(payload.name.qualified)' is \(access), but has no \(access) initializer, so other modules cannot "
                    + "make one",
                hint: "paste this inside the struct (not in an extension):\n\(initializer(of: payload, access))"
            )
        }
    }

    private static func initializer(_ head: String, _ fields: [Field]) -> String {
        let body = fields.map { "        self.\($0.name) = \($0.name)" }
        return (["    \(head) {"] + body + ["    }"]).joined(separator: "\n")
    }

    private static func initializer(of payload: Payload, _ access: String) -> String {
        let fields = payload.fields.filter { !($0.isLet && $0.initialValue != nil) && !$0.isLazy }
        let parameters = fields.map(parameter)
        let oneLine = "\(access) init(\(parameters.joined(separator: ", ")))"
        if oneLine.utf8.count <= 100 { return initializer(oneLine, fields) }
        let lines = parameters.map { "        \($0)" }.joined(separator: ",\n")
        return initializer("\(access) init(\n\(lines)\n    )", fields)
    }

    /// Initial values stay as defaults, and what may be nil is nil unless the caller says otherwise.
    private static func parameter(_ field: Field) -> String {
        let type = field.typeText.isEmpty ? field.type.value?.inferredText ?? "…" : field.typeText
        if let value = field.initialValue { return "\(field.name): \(type) = \(value)" }
        if case .optional = field.type.value { return "\(field.name): \(type) = nil" }
        return "\(field.name): \(type)"
    }
}

extension WireType {
    /// The type of a literal, the only thing that is ever inferred.
    fileprivate var inferredText: String? {
        switch self {
        case .scalar(let scalar): scalar.rawValue
        case .string: "String"
        default: nil
        }
    }
}
