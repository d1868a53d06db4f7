import CatgaScanner

/// Makes a `Payload` of a type that is marked as one.
struct PayloadBuilder {
    let index: TypeIndex
    let markers: MarkerFinder
    let wireTypes: WireTypeResolver

    func payload(of type: Int, marked: Markers) -> Payload {
        let entry = index.types[type]
        let file = entry.declaration.file
        let declaration = index.declaration(entry.declaration)
        let kinds = marked.kinds
        let settings = MessageSettings(of: entry, in: index, isMessage: kinds.contains { $0.isMessage })
        let place = index.place(declaration.name, in: file)
        let form = form(of: type)
        return Payload(
            name: index.typeName(type),
            place: place,
            markedKinds: kinds,
            form: form,
            isGeneric: entry.isGeneric,
            access: entry.access,
            conditions: conditions(of: type),
            fields: form == .struct ? FieldBuilder(index: index, wireTypes: wireTypes).fields(of: type) : [],
            cases: form.isEnum ? FieldBuilder(index: index, wireTypes: wireTypes).cases(of: type) : [],
            numbers: form.isEnumeration ? FieldBuilder(index: index, wireTypes: wireTypes).numbers(of: type) : [],
            layout: settings.layout,
            reply: kinds.contains { $0.isRequest } ? reply(of: type) : .void,
            wireName: settings.wireName ?? entry.name,
            wireNamePlace: settings.wireNamePlace ?? place,
            wireNameIsUnreadable: settings.wireNameIsUnreadable,
            formerNames: settings.formerNames,
            unreadableFormerNames: settings.unreadableFormerNames,
            route: settings.route,
            qualityOfService: settings.qualityOfService,
            hasVisibleInitializer: hasVisibleInitializer(type),
            hasMemberwiseInitializer: form == .struct && hasMemberwiseInitializer(type)
        )
    }

    private func form(of type: Int) -> Payload.Form {
        switch index.types[type].kind {
        case .struct: return .struct
        case .enum:
            switch index.enumForm(type) {
            case .raw(let scalar): return .rawEnum(scalar)
            case .associatedValues: return .union
            case .otherRawType, .noRawType: return .unsupported(keyword: "enum")
            }
        case let kind: return .unsupported(keyword: kind.rawValue)
        }
    }

    /// Where only an extension under `#if` marks the type, generated code needs that condition too.
    private func conditions(of type: Int) -> [String] {
        let entry = index.types[type]
        var conditions = entry.conditions
        if entry.declarations.count == 1 { return conditions }
        guard markers.markers(at: entry.declaration, of: type).isDisjoint(with: .wire) else { return conditions }
        for reference in entry.extensions where !markers.markers(at: reference, of: type).isDisjoint(with: .wire) {
            conditions += index.declaration(reference).conditions.filter { !conditions.contains($0) }
            break
        }
        return conditions
    }

    private func hasVisibleInitializer(_ type: Int) -> Bool {
        let entry = index.types[type]
        return entry.declarations.contains { reference in
            let inherited = index.defaultMemberAccess(of: reference)
            return index.declaration(reference).initializers.contains {
                ($0.modifiers.access ?? inherited) >= min(entry.access, .public)
            }
        }
    }

    /// An initializer in an extension leaves the compiler's own in place, one in the body replaces it, and what an
    /// attached macro adds cannot be seen.
    private func hasMemberwiseInitializer(_ type: Int) -> Bool {
        let reference = index.types[type].declaration
        return index.declaration(reference).initializers.isEmpty
            && index.attributeNames(reference).allSatisfy { FieldBuilder.harmlessAttributes.contains($0) }
    }

    // MARK: Reply

    /// `typealias Reply`, or a nested type of that name, in the type or in a protocol that it conforms to.
    private func reply(of type: Int) -> Reply {
        var visited: Set<Int> = []
        var pending = [type]
        while let owner = pending.popLast() {
            guard visited.insert(owner).inserted else { continue }
            if let reply = writtenReply(in: owner, of: type) { return reply }
            for reference in index.types[owner].declarations {
                for inherited in index.declaration(reference).inherits {
                    let scope = Scope(type: index.types[owner].parent, file: reference.file)
                    let text = index.text(inherited, in: reference.file)
                    pending += protocols(in: index.resolve(text, in: scope))
                }
            }
        }
        return .void
    }

    private func protocols(in type: ResolvedType) -> [Int] {
        switch type {
        case .declared(let number): index.types[number].kind == .protocol ? [number] : []
        case .composition(let members): members.flatMap(protocols(in:))
        default: []
        }
    }

    private func writtenReply(in owner: Int, of type: Int) -> Reply? {
        guard index.types[owner].hasMembers,
            let symbol = index.members[TypeIndex.MemberKey(container: owner, name: "Reply")]?.first
        else { return nil }
        switch symbol {
        case .type(let number):
            let entry = index.types[number]
            let name = index.declaration(entry.declaration).name
            return .value(
                text: "Reply",
                type: wireTypes.wireType(of: .declared(number), text: "Reply"),
                place: index.place(name, in: entry.declaration.file)
            )
        case .alias(let number):
            let alias = index.aliases[number]
            let text = index.text(alias.text, in: alias.file)
            let resolved = index.resolve(text, in: Scope(type: alias.parent, file: alias.file))
            if resolved == .void, alias.conditions.isEmpty { return .void }
            var wireType = wireTypes.wireType(of: resolved, text: text)
            if !alias.conditions.isEmpty {
                wireType = .refused(
                    reason: "the reply depends on `#if`, and both sides of the wire must agree on it",
                    hint: "declare `Reply` once, outside of `#if`"
                )
            }
            return .value(text: text, type: wireType, place: index.place(alias.text, in: alias.file))
        }
    }
}
