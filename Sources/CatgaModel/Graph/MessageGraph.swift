/// Who sends, publishes and handles what, across modules.
///
/// Senders are found by looking for `.send(X(…))`, `.publish(X(…))` and their `All` in all sources, handlers are the model's.
package struct MessageGraph: Sendable {
    /// A type, or a file's top-level code, that sends or handles.
    package struct Actor: Hashable, Sendable, Comparable {
        package var module: String
        /// `OrderHandlers`, `main.swift`.
        package var name: String

        package static func < (left: Actor, right: Actor) -> Bool {
            (left.module, left.name) < (right.module, right.name)
        }
    }

    package struct Message: Hashable, Sendable {
        package var name: TypeName
        package var kind: Payload.Kind
    }

    package struct Edge: Hashable, Sendable {
        package var actor: Actor
        package var message: TypeName
    }

    /// Sorted by module, then by name.
    package private(set) var messages: [Message]
    package private(set) var senders: [Edge]
    package private(set) var handlers: [Edge]

    /// All of the input's modules.
    package init(_ input: ModelInput) {
        let model = ModelBuilder.build(input)
        messages = model.payloads.filter { $0.kind.isMessage }.map { Message(name: $0.name, kind: $0.kind) }
        handlers = model.handlerTypes.flatMap { type in
            type.methods.compactMap { method in
                method.message.value.map { message in
                    Edge(actor: Actor(module: type.name.module, name: type.name.qualified), message: message)
                }
            }
        }
        senders = SenderSearch(TypeIndex(input)).senders()
        tidy()
    }

    /// Adds another target's part of the picture.
    package mutating func merge(_ other: MessageGraph) {
        messages += other.messages
        senders += other.senders
        handlers += other.handlers
        tidy()
    }

    /// Each message and edge once, in an order that depends on names alone.
    private mutating func tidy() {
        let known = Set(messages.map(\.name))
        messages = Set(messages).sorted { $0.name < $1.name }
        senders = Set(senders).filter { known.contains($0.message) }.sorted(by: Self.isInOrder)
        handlers = Set(handlers).filter { known.contains($0.message) }.sorted(by: Self.isInOrder)
    }

    private static func isInOrder(_ left: Edge, _ right: Edge) -> Bool {
        left.actor == right.actor ? left.message < right.message : left.actor < right.actor
    }
}
