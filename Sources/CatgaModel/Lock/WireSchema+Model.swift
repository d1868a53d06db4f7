extension WireSchema {
    /// What the messages and payloads of `models` look like now. A module that several models contain counts once.
    package init(of models: [Model]) {
        var payloads: [Payload] = []
        var modules: Set<String> = []
        for model in models {
            let new = Set(([model.target] + model.dependencies).map(\.name)).subtracting(modules)
            payloads += model.payloads.filter { new.contains($0.name.module) }
            modules.formUnion(new)
        }
        let keys = SchemaKeys(payloads)
        self.init(
            entries: payloads.enumerated().compactMap { position, payload in
                SchemaEntry(payload, name: keys.names[position], keys: keys)
            }
        )
    }
}

/// A name for each payload that no other has.
struct SchemaKeys {
    private(set) var names: [String]
    private let references: [TypeName: String]

    init(_ payloads: [Payload]) {
        names = Array(repeating: "", count: payloads.count)
        var taken: Set<String> = []
        // Messages first: their names travel and are not ours to change.
        let order = payloads.indices.sorted { left, right in
            let (first, second) = (payloads[left], payloads[right])
            if first.kind.isMessage != second.kind.isMessage { return first.kind.isMessage }
            return (first.name, left) < (second.name, right)
        }
        var references: [TypeName: String] = [:]
        for position in order {
            let payload = payloads[position]
            var name = payload.schemaName
            if !taken.insert(name).inserted {
                // Two modules' payloads of one name, or one type declared under several conditions.
                name += "@\(payload.name.module)"
                let base = name
                var number = 2
                while !taken.insert(name).inserted {
                    name = "\(base)/\(number)"
                    number += 1
                }
            }
            names[position] = name
            if references[payload.name] == nil { references[payload.name] = name }
        }
        self.references = references
    }

    func type(_ type: WireType) -> SchemaType {
        switch type {
        case .scalar(let scalar): .scalar(scalar)
        case .value(let value): .value(value)
        case .string: .string
        case .array(let element): .array(self.type(element))
        case .set(let element): .set(self.type(element))
        case .dictionary(let key, let value): .dictionary(key: self.type(key), value: self.type(value))
        case .optional(let wrapped): .optional(self.type(wrapped))
        case .payload(let name), .rawEnum(let name, _), .fixed(let name, _):
            .named(references[name] ?? withoutBackticks(name.qualified))
        }
    }
}

extension Payload {
    private var plainName: String {
        name.qualified.split(separator: ".").map { withoutBackticks(String($0)) }.joined(separator: ".")
    }

    fileprivate var schemaName: String {
        kind.isMessage || wireNamePlace != place ? wireName : "\(name.module).\(plainName)"
    }
}

extension SchemaEntry {
    /// `nil` for what no rule accepts.
    fileprivate init?(_ payload: Payload, name: String, keys: SchemaKeys) {
        switch payload.form {
        case .struct: form = .object(payload.layout.layout ?? .regular)
        case .union: form = .union
        case .rawEnum(let scalar): form = .enumeration(scalar)
        case .unsupported: return nil
        }
        self.name = name
        kind = payload.kind
        module = payload.name.module
        formerNames = payload.formerNames.map(\.name).sorted()
        members = payload.fields.compactMap { SchemaMember($0, keys) }
        cases = payload.numbers
        if form == .union {
            cases = payload.cases.enumerated().map { tag, unionCase in
                SchemaCase(
                    name: withoutBackticks(unionCase.name),
                    number: Int128(tag),
                    values: unionCase.values.compactMap { SchemaMember($0, keys) },
                    place: unionCase.place
                )
            }
        }
        if case .value(_, .resolved(let type), _) = payload.reply { reply = keys.type(type) }
        place = payload.place
    }
}

extension SchemaMember {
    /// `nil` where the type was refused.
    fileprivate init?(_ field: Field, _ keys: SchemaKeys) {
        guard case .resolved(let type) = field.type else { return nil }
        self.type = keys.type(type)
        name = withoutBackticks(field.name)
        hasDefault = field.initialValue != nil
        if case .optional = type { hasDefault = true }
        place = field.place
    }
}
