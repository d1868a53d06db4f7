import CatgaModel
import CatgaScanner

/// The imports of a generated file: Catga, the modules whose types it names, and those the configuration asks for.
///
/// A module that a public declaration names is imported publicly, which compiles with and without
/// `InternalImportsByDefault`; any other plainly, as a needless public import is a warning.
struct Imports {
    let lines: [String]

    init(model: Model, registration: RegistrationEmitter, handled: HandledRequests) {
        let runtime = model.isForCoreAlone ? "CatgaCore" : "Catga"
        var levels: [String: AccessLevel] = [runtime: .internal]
        func need(_ module: String, _ access: AccessLevel) {
            guard module != model.target.name else { return }
            levels[module] = max(levels[module] ?? .internal, access)
        }
        // The user's own files say which of the two they mean.
        let imported = Set(model.imports.map(\.module))
        let foundation =
            imported.contains("FoundationEssentials") && !imported.contains("Foundation")
            ? "FoundationEssentials" : "Foundation"
        for module in model.configuration.imports { need(module, .internal) }
        func need(_ type: WireType, _ access: AccessLevel) {
            switch type {
            case .scalar, .string: break
            case .value(let value): if value.isOfFoundation { need(foundation, access) }
            case .array(let inner), .set(let inner), .optional(let inner): need(inner, access)
            case .dictionary(let key, let value):
                need(key, access)
                need(value, access)
            case .payload(let name), .rawEnum(let name, _), .fixed(let name, _): need(name.module, access)
            }
        }
        for payload in model.payloads where payload.name.module == model.target.name {
            need(runtime, payload.access)
            for field in payload.fields {
                if let type = field.type.value { need(type, payload.access) }
            }
            for unionCase in payload.cases {
                for value in unionCase.values {
                    if let type = value.type.value { need(type, payload.access) }
                }
            }
            if let reply = payload.replyType { need(reply, payload.access) }
        }
        for request in handled.requests {
            need(runtime, request.access)
            need(request.message.name.module, request.access)
            if let reply = request.message.replyType { need(reply, request.access) }
        }
        // Searching all payloads for each handler would be quadratic.
        let payloads = Dictionary(model.payloads.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for type in model.handlerTypes where type.name.module == model.target.name {
            need(runtime, registration.access)
            for method in type.methods {
                guard case .resolved(let name) = method.message else { continue }
                need(name.module, .internal)
                if let reply = payloads[name]?.replyType { need(reply, .internal) }
            }
        }
        for module in registration.importedModules { need(module, .internal) }
        let attributes = Dictionary(
            model.imports.map { ($0.module, $0.attributes) },
            uniquingKeysWith: { first, second in first.isEmpty ? second : first }
        )
        lines = levels.sorted { $0.key < $1.key }.map { module, access in
            let repeated = attributes[module, default: []].map { $0 + " " }.joined()
            return "\(repeated)\(access.prefix)import \(module)"
        }
    }
}

extension Payload {
    /// Of a request that has a reply.
    fileprivate var replyType: WireType? {
        guard case .value(_, .resolved(let type), _) = reply else { return nil }
        return type
    }
}
