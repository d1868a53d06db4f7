import CatgaScanner

/// A model with the look-ups that several rules need, made once for all of them.
package struct ModelView {
    /// A handler method with the type it stands in.
    final class Handler: Sendable {
        let type: HandlerType
        let method: HandlerMethod

        init(_ method: HandlerMethod, of type: HandlerType) {
            self.type = type
            self.method = method
        }
    }

    let model: Model
    /// Those of the target. A dependency's own declarations were checked when its module was built.
    let targetPayloads: [Payload]
    let targetHandlerTypes: [HandlerType]
    /// All handlers: those of dependencies first, so that of two the target's counts as the later one.
    let handlers: [Handler]
    let targetHandlers: [Handler]
    /// Those of the target in whose bodies something was found; most have none.
    let handlersWithFacts: [Handler]
    /// What the target and other packages' modules changed since they were shipped; nothing without a lock file, and
    /// nothing for tests, which ship nothing.
    let changes: [SchemaChange]
    private let payloads: [TypeName: Payload]

    package init(_ model: Model) {
        self.model = model
        targetPayloads = model.payloads.filter { $0.name.module == model.target.name }
        targetHandlerTypes = model.handlerTypes.filter { $0.name.module == model.target.name }
        let target = model.target.name
        handlers = model.handlerTypes
            .flatMap { type in type.methods.map { Handler($0, of: type) } }
            .sorted { left, right in
                let leftIsTarget = left.type.name.module == target
                let rightIsTarget = right.type.name.module == target
                if leftIsTarget != rightIsTarget { return rightIsTarget }
                return left.method.place < right.method.place
            }
        targetHandlers = handlers.filter { $0.type.name.module == target }
        handlersWithFacts = targetHandlers.filter { !$0.method.body.isEmpty }
        changes = Self.changes(in: model)
        payloads = Dictionary(model.payloads.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func changes(in model: Model) -> [SchemaChange] {
        guard let lock = model.lock, lock.fault == nil, model.target.kind != .test else { return [] }
        let others = model.dependencies.filter { !$0.isInTargetPackage }.map(\.name)
        return SchemaComparison.changes(
            from: lock.schema,
            to: WireSchema(of: [model]),
            in: Set(others + [model.target.name])
        )
    }

    func payload(named name: TypeName) -> Payload? { payloads[name] }

    /// The model's messages with the dependencies' first; for findings about pairs, the target's counts as the later.
    var messagesInOrder: [Payload] {
        let messages = model.payloads.filter { $0.kind.isMessage }
        return messages.filter { $0.name.module != model.target.name }
            + messages.filter {
                $0.name.module == model.target.name
            }
    }

    /// Whether sources of `module` may name something with this access in another module.
    func reaches(_ access: AccessLevel, declaredIn declaring: String, from module: String) -> Bool {
        if declaring == module || access >= .public { return true }
        let modules = [model.target] + model.dependencies
        return access == .package
            && [declaring, module].allSatisfy { name in
                modules.first { $0.name == name }?.isInTargetPackage == true
            }
    }
}

extension Place: Comparable {
    package static func < (left: Place, right: Place) -> Bool {
        (left.path, left.position) < (right.path, right.position)
    }

    /// `Handlers.swift:12`
    var brief: String { "\(path):\(position.line)" }
}
