import CatgaScanner

/// Reads one function of a handler type, if it is a handler method.
struct HandlerMethodReader {
    let index: TypeIndex
    let markers: MarkerFinder
    let wireTypes: WireTypeResolver
    let type: Int
    let reference: DeclarationReference
    let function: FunctionDeclaration
    let outerConditions: [String]
    /// The type is an actor, or belongs to a global one.
    let typeIsIsolated: Bool
    /// Names of the module's `nonisolated(unsafe)` variables.
    let unsafeGlobals: Set<String>

    private var file: Int { reference.file }
    private var scope: Scope { Scope(type: type, file: file) }

    /// `nil` for functions that only happen to have such a name: whatever does not take a message first, and is not
    /// written as if it were meant to.
    func method() -> HandlerMethod? {
        guard let name = methodName(), let first = function.parameters.first else { return nil }
        let text = withoutEllipsis(index.text(first.type, in: file))
        let (message, takesView) = message(named: text)
        let takesContext = function.parameters.count > 1 && isContext(function.parameters[1])
        let isAsync = function.isAsync || isIsolated
        let defect =
            defect(name, first, takesContext: takesContext) ?? (takesView ? viewDefect(first, isAsync: isAsync) : nil)
        if message.value == nil, defect != nil { return nil }
        let thrownText = index.text(function.thrownType, in: file)
        return HandlerMethod(
            name: name,
            place: index.place(function.name, in: file),
            messageText: text,
            message: message,
            messagePlace: index.place(first.type, in: file),
            takesView: takesView,
            takesContext: takesContext,
            isAsync: isAsync,
            isThrowing: function.isThrowing,
            thrownType: thrownText.isEmpty ? nil : thrownText,
            thrownTypeName: thrownText.isEmpty ? nil : declaredName(thrownText),
            returnText: function.returnType.isEmpty ? "Void" : index.text(function.returnType, in: file),
            returnType: returnType(),
            returnPlace: index.place(function.returnType.isEmpty ? function.name : function.returnType, in: file),
            access: access,
            conditions: outerConditions + function.conditions.filter { !outerConditions.contains($0) },
            defect: defect,
            body: body(of: first, taking: message)
        )
    }

    /// Only the target's own: a dependency's bodies were read when it was built.
    private func body(of first: ParameterDeclaration, taking message: Resolution<TypeName>) -> [BodyFact] {
        guard index.moduleOfFile[file] == 0, !function.body.isEmpty else { return [] }
        var types: [String: TypeName] = [:]
        types[index.text(first.name, in: file)] = message.value
        let reader = BodyReader(function.body, in: scope, of: index, unsafeGlobals: unsafeGlobals, types: types)
        return reader.read()
    }

    private func methodName() -> HandlerMethod.Name? {
        // Comparing two numbers spares most functions the text of their name.
        let length = function.name.end - function.name.start
        guard length == 2 || length == 6 || length == 4 || length == 8 else { return nil }
        return HandlerMethod.Name(rawValue: withoutBackticks(index.text(function.name, in: file)))
    }

    /// `PlaceOrder`, or `PlaceOrder.View`, which only the generator declares.
    private func message(named text: String) -> (name: Resolution<TypeName>, isView: Bool) {
        let message = resolvedMessage(text)
        let suffix = ".View"
        guard message.value == nil, text.hasSuffix(suffix) else { return (message, false) }
        let viewed = resolvedMessage(String(text.dropLast(suffix.utf8.count)))
        return viewed.value == nil ? (message, false) : (viewed, true)
    }

    private func resolvedMessage(_ text: String) -> Resolution<TypeName> {
        switch index.resolve(text, in: scope) {
        case .declared(let number):
            let entry = index.types[number]
            if markers.markers(of: number).kinds.contains(where: { $0.isMessage }) {
                return .resolved(index.typeName(number))
            }
            return .refused(
                reason: "'\(entry.qualified)' is not a message",
                hint:
                    "mark it `Command`, `Query`, `Event` or `ReliableEvent`, or rename the method if it is not a handler"
            )
        case .external(_, let name, _):
            return .refused(
                reason: "'\(name)' is not declared in any source that the generator scans",
                hint: "check the spelling, and that its module is a dependency of this target"
            )
        case .refused(let reason, let hint): return .refused(reason: reason, hint: hint)
        default:
            return .refused(
                reason: "'\(text)' is not a message",
                hint: "take one struct marked `Command`, `Query`, `Event` or `ReliableEvent`"
            )
        }
    }

    // MARK: What the call looks like

    private var isIsolated: Bool {
        if function.modifiers.isNonisolated { return false }
        return typeIsIsolated
            || function.modifiers.attributes.contains { index.text($0.name, in: file).hasSuffix("Actor") }
    }

    private var access: AccessLevel {
        let own = function.modifiers.access ?? index.defaultMemberAccess(of: reference)
        return min(own, index.types[type].access)
    }

    private func returnType() -> Reply {
        if function.returnType.isEmpty { return .void }
        let text = index.text(function.returnType, in: file)
        let resolved = index.resolve(text, in: scope)
        if resolved == .void { return .void }
        return .value(
            text: text,
            type: wireTypes.wireType(of: resolved, text: text),
            place: index.place(function.returnType, in: file)
        )
    }

    private func declaredName(_ text: String) -> TypeName? {
        guard case .declared(let number) = index.resolve(text, in: scope) else { return nil }
        return index.typeName(number)
    }

    // MARK: What is wrong with it

    private func defect(
        _ name: HandlerMethod.Name,
        _ first: ParameterDeclaration,
        takesContext: Bool
    ) -> String? {
        let own = function.modifiers.access ?? index.defaultMemberAccess(of: reference)
        if own <= .fileprivate { return "is \(own.rawValue)" }
        if function.modifiers.isStatic { return "is static" }
        if function.isGeneric { return "is generic" }
        if function.modifiers.isMutating { return "is mutating" }
        if index.text(first.label, in: file) != "_" { return "labels its first parameter" }
        if index.text(first.type, in: file).hasSuffix("...") { return "takes any number of messages" }
        if startsWithInout(first) { return "takes its message `inout`" }
        if function.parameters.count > 2 { return "has more than two parameters" }
        if function.parameters.count == 2, !takesContext {
            return "has a second parameter that is not `_ context: borrowing Context`"
        }
        if name == .on, case .value = returnType() { return "returns a value" }
        return nil
    }

    /// A view is lent for the length of a call.
    private func viewDefect(_ first: ParameterDeclaration, isAsync: Bool) -> String? {
        if !isBorrowing(first) { return "does not borrow the view: `borrowing \(index.text(first.type, in: file))`" }
        return isAsync ? "keeps a view of lent bytes while it waits" : nil
    }

    private func isBorrowing(_ parameter: ParameterDeclaration) -> Bool {
        parameter.fullType != parameter.type && index.text(parameter.fullType, in: file).hasPrefix("borrowing")
    }

    private func isContext(_ parameter: ParameterDeclaration) -> Bool {
        guard index.text(parameter.label, in: file) == "_" else { return false }
        guard isBorrowing(parameter) else { return false }
        guard case .external(let module, "Context", _) = index.resolve(index.text(parameter.type, in: file), in: scope)
        else { return false }
        return module.map(Markers.homes.contains) ?? true
    }

    private func startsWithInout(_ parameter: ParameterDeclaration) -> Bool {
        parameter.fullType != parameter.type && index.text(parameter.fullType, in: file).hasPrefix("inout")
    }

    private func withoutEllipsis(_ text: String) -> String {
        text.hasSuffix("...") ? String(text.dropLast(3)) : text
    }
}

extension TypeIndex {
    func attributeNames(_ reference: DeclarationReference) -> [String] {
        declaration(reference).modifiers.attributes.map { text($0.name, in: reference.file) }
    }
}
