/// What types look like on the wire, apart from any source: what `catga.lock` holds, and what the model says now.
package struct WireSchema: Sendable {
    /// Sorted by name; no name twice.
    package private(set) var entries: [SchemaEntry]
    private var positions: [String: Int]
    /// Of the entries whose values are blocks.
    private var layouts: [String: FixedLayout] = [:]

    package init(entries: [SchemaEntry]) {
        self.entries = entries.sorted { $0.name < $1.name }
        positions = Dictionary(
            self.entries.enumerated().map { ($1.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for entry in self.entries {
            var visiting: Set<String> = []
            layOut(entry.name, &visiting)
        }
    }

    package subscript(name: String) -> SchemaEntry? { positions[name].map { entries[$0] } }

    /// The message that travels under `typeID` or did so formerly.
    package func message(_ typeID: UInt64) -> SchemaEntry? {
        entries.first { $0.kind.isMessage && $0.typeID == typeID }
            ?? entries.first { $0.kind.isMessage && $0.formerNames.contains { TypeID.of($0) == typeID } }
    }
}

/// One message or payload.
package struct SchemaEntry: Sendable {
    package enum Form: Hashable, Sendable {
        case object(LayoutDeclaration.Layout)
        case union
        case enumeration(Scalar)
    }

    /// A message's wire name. A payload's, where it declares one, else its name with its
    /// module's in front; no payload's name travels.
    package var name: String
    package var kind: Payload.Kind
    package var module: String
    package var formerNames: [String]
    package var form: Form
    /// Of an object, in wire order.
    package var members: [SchemaMember]
    /// Of a union, by tag, and of an enumeration, by raw value.
    package var cases: [SchemaCase]
    /// `nil` where a request has none, and for everything else.
    package var reply: SchemaType?
    package var place: Place

    package var typeID: UInt64 { TypeID.of(name) }
}

package struct SchemaMember: Sendable {
    /// Without backticks; empty for an associated value without a label.
    package var name: String
    package var type: SchemaType
    /// A reader fills it in where the writer did not send it.
    package var hasDefault: Bool
    package var place: Place
}

package struct SchemaCase: Sendable {
    package var name: String
    /// Wide enough for every raw value.
    package var number: Int128
    package var values: [SchemaMember]
    package var place: Place
}

/// A type of the wire by names alone.
package indirect enum SchemaType: Hashable, Sendable {
    case scalar(Scalar)
    case value(ValueType)
    case string
    case array(SchemaType)
    case set(SchemaType)
    case dictionary(key: SchemaType, value: SchemaType)
    case optional(SchemaType)
    /// An entry of the schema.
    case named(String)

    /// The entries that it is made of.
    package var names: [String] {
        switch self {
        case .scalar, .value, .string: []
        case .array(let inner), .set(let inner), .optional(let inner): inner.names
        case .dictionary(let key, let value): key.names + value.names
        case .named(let name): [name]
        }
    }
}

extension WireSchema {
    /// Size and alignment where values of `type` are blocks of MemoryPack's unmanaged kind.
    package func fixedLayout(of type: SchemaType) -> FixedLayout? {
        switch type {
        case .scalar(let scalar): FixedLayout(size: scalar.size, alignment: scalar.size)
        case .value(let value): value.layout
        case .optional(let wrapped):
            fixedLayout(of: wrapped).map { FixedLayout(size: $0.alignment + $0.size, alignment: $0.alignment) }
        case .string, .array, .set, .dictionary: nil
        case .named(let name): layouts[name]
        }
    }

    /// Looks into every entry once. In a schema from a file fixed structs may go round in circles; those have no
    /// layout.
    private mutating func layOut(_ name: String, _ visiting: inout Set<String>) {
        guard layouts[name] == nil, let entry = self[name] else { return }
        switch entry.form {
        case .enumeration(let scalar): layouts[name] = FixedLayout(size: scalar.size, alignment: scalar.size)
        case .object(.fixed):
            guard visiting.count < Self.maximumDepth, visiting.insert(name).inserted else { return }
            for inner in Set(entry.members.flatMap(\.type.names)).sorted() { layOut(inner, &visiting) }
            layouts[name] = fixedLayout(of: entry.members)
        case .object, .union: break
        }
    }

    /// As a C struct.
    private func fixedLayout(of members: [SchemaMember]) -> FixedLayout? {
        var end = 0
        var alignment = 1
        for member in members {
            guard let layout = fixedLayout(of: member.type), layout.size <= Self.maximumFixedSize else { return nil }
            end = layout.aligned(end) + layout.size
            alignment = max(alignment, layout.alignment)
        }
        guard end <= Self.maximumFixedSize else { return nil }
        return FixedLayout(size: FixedLayout(size: 1, alignment: alignment).aligned(max(end, 1)), alignment: alignment)
    }

    /// Bytes of a fixed struct, and structs inside one another, beyond which a schema from a file is not believed.
    private static var maximumFixedSize: Int { 1 << 24 }
    private static var maximumDepth: Int { 2048 }
}
