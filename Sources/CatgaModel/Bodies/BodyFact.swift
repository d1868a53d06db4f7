/// Something in the body of a handler method that a rule may have a word about.
package struct BodyFact: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A call that holds the thread until something happens: `Thread.sleep`, `semaphore.wait()`, `queue.sync`.
        case blockingCall
        /// A file or a URL read while the thread waits: `Data(contentsOf:)`.
        case blockingRead
        /// `Mirror(reflecting:)` and its like.
        case reflection
        /// `as? any P`, `as! any P` or `is any P`.
        case existentialCast
        /// `try!`, `as!`, `fatalError()`: a message could end the process.
        case trap
        /// An `AsyncStream` whose buffer may grow without end.
        case unboundedStream
        /// `while true` without a way out.
        case endlessLoop
        /// `catch {}`.
        case swallowedError
        /// `Task { … }` that nobody waits for.
        case looseTask
        /// A module's `nonisolated(unsafe) var`.
        case unsafeGlobal
        /// `send(X(…))`, or `send(x)` where `x` is known to be an `X`.
        case send(TypeName)
        /// The same with `publish`.
        case publish(TypeName)
    }

    package var kind: Kind
    /// As the source spells it, for messages.
    package var text: String
    package var place: Place
}

extension BodyFact {
    /// The message that is sent or published here.
    package var message: TypeName? {
        switch kind {
        case .send(let message), .publish(let message): message
        default: nil
        }
    }
}
