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
    /// What was shipped, where the package has a `catga.lock`.
    package var lock: LockFile?
    /// The target's `// catga:allow` comments, by place.
    package var suppressions: [Suppression] = []
    /// Handler methods of the target that nobody calls, as their type is not marked `Handlers`.
    package var unmarkedHandlers: [UnmarkedHandler] = []
    /// Payloads of the target that nothing uses.
    package var unusedPayloads: Set<TypeName> = []
}
