import CatgaScanner

extension TypeIndex {
    /// A chain of typealiases longer than this is a circle.
    private static let maximumAliases = 32

    func resolve(_ text: String, in scope: Scope) -> ResolvedType {
        resolve(syntax(of: text), in: scope)
    }

    /// Aliases of generic types may double at every step, so steps are bounded as well as depth.
    private static let maximumNesting = 200
    private static let maximumSteps = 4096

    /// - Parameter depth: The number of aliases followed so far.
    func resolve(_ syntax: TypeSyntax, in scope: Scope, depth: Int = 0) -> ResolvedType {
        if resolutionNesting == 0 { resolutionSteps = 0 }
        resolutionNesting += 1
        resolutionSteps += 1
        defer { resolutionNesting -= 1 }
        guard resolutionNesting <= Self.maximumNesting, resolutionSteps <= Self.maximumSteps else {
            return .refused(
                reason: "the type has too many parts, or its aliases lead back to each other",
                hint: "group parts of it in structs marked `Payload`"
            )
        }
        return resolveParts(syntax, in: scope, depth: depth)
    }

    private func resolveParts(_ syntax: TypeSyntax, in scope: Scope, depth: Int) -> ResolvedType {
        switch syntax {
        case .named(let components): resolve(components, in: scope, depth: depth)
        case .optional(let wrapped): .optional(resolve(wrapped, in: scope, depth: depth))
        case .array(let element): .array(resolve(element, in: scope, depth: depth))
        case .dictionary(let key, let value):
            .dictionary(
                key: resolve(key, in: scope, depth: depth),
                value: resolve(value, in: scope, depth: depth)
            )
        case .tuple(let elements):
            elements.isEmpty ? .void : .tuple(elements.map { resolve($0, in: scope, depth: depth) })
        case .function: .function
        case .existential: .existential
        case .opaque: .opaque
        case .composition(let members): .composition(members.map { resolve($0, in: scope, depth: depth) })
        case .suppressed: .suppressed
        case .unreadable:
            .refused(
                reason: "the type cannot be read",
                hint: "use a number, `Bool`, `String`, a type marked `Payload`, or arrays, sets, dictionaries and "
                    + "optionals of those"
            )
        }
    }

    private func resolve(_ components: [TypeSyntax.Component], in scope: Scope, depth: Int) -> ResolvedType {
        let first = components[0]
        let arguments = first.arguments.map { resolve($0, in: scope, depth: depth) }
        if first.name == "Self", let type = scope.type { return descend(.declared(type), components, in: scope, depth) }
        switch lookup(first.name, from: scope) {
        case .found(let symbol):
            let base = resolve(symbol, arguments: arguments, depth: depth)
            let result = descend(base, components, in: scope, depth)
            // A module may hold a type of its own name; then the rest of the path decides which is meant.
            if case .refused = result, components.count > 1, let module = moduleNumbers[first.name] {
                return resolve(components, inModule: module, scope: scope, depth: depth)
            }
            return result
        case .ambiguous(let origins):
            return .refused(
                reason:
                    "'\(first.name)' is declared in the modules \(origins.map { "'\($0)'" }.joined(separator: " and "))",
                hint: "write the module in front of the name: `\(origins[0]).\(first.name)`"
            )
        case .missing:
            if components.count > 1, let module = moduleNumbers[first.name] {
                return resolve(components, inModule: module, scope: scope, depth: depth)
            }
            return resolveExternal(components, arguments, in: scope, depth: depth)
        }
    }

    /// `Module.Outer.Inner`
    private func resolve(
        _ components: [TypeSyntax.Component],
        inModule module: Int,
        scope: Scope,
        depth: Int
    ) -> ResolvedType {
        let rest = Array(components.dropFirst())
        let arguments = rest[0].arguments.map { resolve($0, in: scope, depth: depth) }
        guard let symbol = lookup(rest[0].name, inModule: module, from: scope) else {
            return .external(module: modules[module].name, name: rest[0].name, arguments: arguments)
        }
        return descend(resolve(symbol, arguments: arguments, depth: depth), rest, in: scope, depth)
    }

    private func resolveExternal(
        _ components: [TypeSyntax.Component],
        _ arguments: [ResolvedType],
        in scope: Scope,
        depth: Int
    ) -> ResolvedType {
        if components.count == 1 { return .standard(nil, components[0].name, arguments) }
        // `extension String { struct Code … }` makes `String.Code` one of ours.
        if let extended = foreign[MemberKey(container: module(of: scope), name: components[0].name)],
            member(components[1].name, of: extended, from: scope) != nil
        {
            return descend(.declared(extended), components, in: scope, depth)
        }
        let last = components[components.count - 1]
        let path = components.dropLast().map(\.name).joined(separator: ".")
        return .standard(path, last.name, last.arguments.map { resolve($0, in: scope, depth: depth) })
    }

    /// Follows the components behind the first.
    private func descend(
        _ base: ResolvedType,
        _ components: [TypeSyntax.Component],
        in scope: Scope,
        _ depth: Int
    ) -> ResolvedType {
        var current = base
        for component in components.dropFirst() {
            guard case .declared(let type) = current else {
                if case .refused = current { return current }
                return .external(module: nil, name: components.map(\.name).joined(separator: "."), arguments: [])
            }
            guard let symbol = member(component.name, of: type, from: scope) else {
                return .refused(
                    reason: "'\(types[type].qualified)' has no type '\(component.name)' that the generator can see",
                    hint: "name a type that is written in a source file of this package; types made by macros or by "
                        + "the generator itself cannot be seen"
                )
            }
            let arguments = component.arguments.map { resolve($0, in: scope, depth: depth) }
            current = resolve(symbol, arguments: arguments, depth: depth)
        }
        return current
    }

    private func resolve(_ symbol: Symbol, arguments: [ResolvedType], depth: Int) -> ResolvedType {
        switch symbol {
        case .type(let number): return .declared(number)
        case .alias(let number):
            let alias = aliases[number]
            if alias.isGeneric {
                return .refused(
                    reason: "'\(alias.name)' is a generic type alias",
                    hint: "write the type it stands for"
                )
            }
            if depth >= Self.maximumAliases {
                return .refused(
                    reason: "the type alias '\(alias.name)' leads back to itself",
                    hint: "write the type it stands for"
                )
            }
            let syntax = syntax(of: text(alias.text, in: alias.file))
            return resolve(syntax, in: Scope(type: alias.parent, file: alias.file), depth: depth + 1)
        }
    }
}
