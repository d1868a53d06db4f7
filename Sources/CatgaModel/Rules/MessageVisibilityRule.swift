package import CatgaScanner

/// A message can be named by the modules that handle it, and in a library the types it is made of are as visible as
/// the message itself.
package struct MessageVisibilityRule: Rule {
    package static let id = "CATGA0030"
    package static let title = "message or part of it less visible than needed"
    package static let explanation = Explanation(
        what: "A handler takes a message of another module that is not public (or package, within one package); or a "
            + "library's message has a field or a reply of a type that is less visible than the message.",
        why: "Senders and handlers in other modules have to name the message, what it holds and what it returns.",
        fix: "Write `public`, or `package` if all modules belong to one package, in front of the type.",
        before: """
            struct Money: Payload { … }
            public struct OrderPlaced: Event { public var total: Money }
            """,
        after: """
            public struct Money: Payload { … }
            public struct OrderPlaced: Event { public var total: Money }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        let parts = view.model.target.kind == .library ? view.targetPayloads.flatMap { hiddenParts(of: $0, view) } : []
        return hiddenMessages(view) + parts
    }

    private static func hiddenMessages(_ view: ModelView) -> [Finding] {
        view.targetHandlers.compactMap { handler in
            guard let name = handler.method.message.value, let message = view.payload(named: name),
                !view.reaches(message.access, declaredIn: name.module, from: handler.type.name.module)
            else { return nil }
            return finding(
                at: handler.method.messagePlace,
                "the \(message.kind.word) '\(name.qualified)' is \(message.access.rawValue) in '\(name.module)', so "
                    + "'\(handler.type.name.module)' cannot handle it",
                hint: "write `public` in front of it (\(message.place.brief))"
            )
        }
    }

    private static func hiddenParts(of payload: Payload, _ view: ModelView) -> [Finding] {
        var findings: [Finding] = []
        for field in payload.fields {
            for name in field.type.value?.typeNames ?? [] {
                guard let part = lessVisible(name, than: payload, view) else { continue }
                findings.append(
                    finding(
                        at: field.place,
                        "\(payload.describe(field)) has the type '\(name.qualified)', which is \(part.access.rawValue) "
                            + "while '\(payload.name.qualified)' is \(payload.access.rawValue)",
                        hint: "write `\(payload.access.rawValue)` in front of '\(name.qualified)' (\(part.place.brief))"
                    )
                )
            }
        }
        if case .value(_, .resolved(let type), let place) = payload.reply {
            for name in type.typeNames {
                guard let part = lessVisible(name, than: payload, view) else { continue }
                findings.append(
                    finding(
                        at: place,
                        "the reply of '\(payload.name.qualified)' is '\(name.qualified)', which is "
                            + "\(part.access.rawValue) while '\(payload.name.qualified)' is \(payload.access.rawValue)",
                        hint: "write `\(payload.access.rawValue)` in front of '\(name.qualified)' (\(part.place.brief))"
                    )
                )
            }
        }
        return findings
    }

    private static func lessVisible(_ name: TypeName, than payload: Payload, _ view: ModelView) -> Payload? {
        guard let part = view.payload(named: name), part.access < min(payload.access, .public) else { return nil }
        return part
    }
}
