import CatgaModel
import CatgaScanner

/// Writes `registerHandlers(on:…)`: makes or takes the handlers, and puts a thunk for each method into the node's table.
struct RegistrationEmitter {
    let model: Model
    let names: Names
    private let destination: Destination
    private let messages: [TypeName: Payload]
    private let errors: [TypeName: AccessLevel]

    init(model: Model, names: Names) {
        self.model = model
        self.names = names
        destination = model.isForCoreAlone ? .table : .node
        messages = Dictionary(model.payloads.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        errors = model.errorAccess
    }

    var own: [HandlerType] { model.handlerTypes.filter { $0.name.module == model.target.name } }
    private var isLibrary: Bool { model.target.kind == .library }

    /// Modules with handlers that this process wires, in the model's order; none for a library.
    private var wiredModules: [String] {
        guard !isLibrary else { return [] }
        let withHandlers = Set(model.handlerTypes.map(\.name.module))
        return model.dependencies.map(\.name).filter { withHandlers.contains($0) }
    }

    /// Modules whose registration functions are called.
    var importedModules: [String] { wiredModules }

    /// What `registerHandlers` may be seen by.
    var access: AccessLevel {
        isLibrary ? model.configuration.access ?? .public : .internal
    }

    /// A library without handlers has nothing to register.
    var isEmpty: Bool { isLibrary && own.isEmpty }

    /// The function for the whole process, and that for this module alone.
    var parts: [Emitter.Part] {
        guard !isEmpty else { return [] }
        let head = Emitter.Part { emitForProcess(into: &$0) }
        return own.isEmpty ? [head] : [head] + ownParts
    }

    private func emitForProcess(into writer: inout SourceWriter) {
        writer.line()
        writer.line("// MARK: - Registration")
        writer.line()
        let (own, modules) = (own, wiredModules)
        let parameters = own.flatMap(parameter) + modules.flatMap { moduleParameters($0) }
        let reach = modules.isEmpty ? "" : " and its dependencies"
        writer.line("/// Registers the handlers of `\(model.target.name)`\(reach).")
        writer.block(signature("registerHandlers", parameters)) { writer in
            if !own.isEmpty { emitCall(model.target.name, own, into: &writer) }
            for module in modules {
                writer.line("// \(module) gets this function from CatgaPlugin: its target needs the plugin as well.")
                emitCall(module, model.handlerTypes.filter { $0.name.module == module }, into: &writer)
            }
        }
    }

    private func emitCall(_ module: String, _ types: [HandlerType], into writer: inout SourceWriter) {
        let arguments = ([destination.argument] + types.flatMap(argument)).joined(separator: ", ")
        writer.line("\(destination.effect)\(Self.function(of: module))(\(arguments))")
    }

    /// The function under a name of the module's own, which an app can call without naming the module.
    private var ownParts: [Emitter.Part] {
        let own = own
        let head = Emitter.Part { writer in
            let target = model.target.name
            writer.line()
            writer.line("/// Registers the handlers of `\(target)` alone, for the processes that depend on it.")
            writer.line(signature(Self.function(of: target), own.flatMap(parameter)) + " {")
        }
        let bodies = own.chunks(of: Emitter.chunkSize).map { chunk in
            Emitter.Part { writer in
                writer.indented { writer in
                    for (position, type) in zip(chunk.indices, chunk) {
                        if position > 0 { writer.line() }
                        writer.conditional(type.conditions) { emitHandlers(type, into: &$0) }
                    }
                }
            }
        }
        return [head] + bodies + [Emitter.Part { $0.line("}") }]
    }

    static func function(of module: String) -> String { "registerHandlersOf\(module)" }

    /// The function's head, as far as the brace. Functions of files stand at no depth.
    private func signature(_ name: String, _ parameters: [String]) -> String {
        let head = "\(access.prefix)func \(name)("
        if parameters.isEmpty { return "\(head)\(destination.parameter))\(destination.thrown)" }
        let lines = ([destination.parameter] + parameters).joined(separator: ",\n    ")
        return "\(head)\n    \(lines)\n)\(destination.thrown)"
    }

    private func parameter(_ type: HandlerType) -> [String] {
        type.hasDefaultInitializer ? [] : ["\(type.name.parameter): \(names.reference(type.name))"]
    }

    private func argument(_ type: HandlerType) -> [String] {
        type.hasDefaultInitializer ? [] : ["\(type.name.parameter): \(type.name.parameter)"]
    }

    private func moduleParameters(_ module: String) -> [String] {
        model.handlerTypes.filter { $0.name.module == module }.flatMap(parameter)
    }
}

// MARK: - One handler type

extension RegistrationEmitter {
    private func emitHandlers(_ type: HandlerType, into writer: inout SourceWriter) {
        let reference = names.reference(type.name)
        let address = "\(type.name.parameter)Address"
        writer.line("let \(address) = UnsafeMutablePointer<\(reference)>.allocate(capacity: 1)")
        let value = type.hasDefaultInitializer ? "\(reference)()" : type.name.parameter
        writer.line("\(address).initialize(to: \(value))")
        writer.block("\(destination.name).own(\(address))") { writer in
            writer.line("$0.assumingMemoryBound(to: \(reference).self).deinitialize(count: 1)")
            writer.line("$0.deallocate()")
        }
        for method in type.methods {
            guard case .resolved(let name) = method.message, let message = messages[name] else { continue }
            let inner = method.conditions.filter { !type.conditions.contains($0) }
            writer.conditional(inner) { writer in
                Thunk(names: names, errors: errors, type: type, method: method, message: message)
                    .emitRegistration(at: address, in: destination, into: &writer)
            }
        }
    }
}

/// Where handlers are registered.
enum Destination {
    case node
    /// A dispatch table of the core's, which says at once what it does not take.
    case table

    var name: String { self == .node ? "node" : "table" }
    var parameter: String { self == .node ? "on node: Catga.CatgaNode" : "in table: inout Catga.DispatchTable" }
    var argument: String { self == .node ? "on: node" : "in: &table" }
    var thrown: String { self == .node ? "" : " throws(Catga.CatgaError)" }
    var effect: String { self == .node ? "" : "try " }
}

extension Model {
    /// The handlers' own error types.
    var errorAccess: [TypeName: AccessLevel] {
        Dictionary(handlerErrors.map { ($0.name, $0.access) }, uniquingKeysWith: { first, _ in first })
    }
}
