import Catga
import Testing

@Suite("Behaviors")
struct BehaviorTests {
    private let trace = Trace()

    private func logging(_ name: String) -> Behavior {
        let trace = trace
        return Behavior(
            name: name,
            around: { delivery, context, next in
                trace.add("\(name) before \(delivery.handler)")
                try await next(context)
                trace.add("\(name) after")
            },
            aroundNow: { _, context, next in
                trace.add("\(name) now")
                try next(context)
            }
        )
    }

    private func node(_ behaviors: [Behavior]) async throws -> CatgaNode {
        var configuration = NodeConfiguration.embedded
        configuration.behaviors = behaviors
        let node = try await CatgaNode(configuration)
        node.registerDouble()
        return node
    }

    @Test("The first behavior is the outermost")
    func order() async throws {
        let node = try await node([logging("a"), logging("b")])
        #expect(try await node.ask(1) == 2)
        #expect(trace.all == ["a before Doubler.handle(Ask)", "b before Doubler.handle(Ask)", "b after", "a after"])
    }

    @Test("sendNow runs the synchronous forms and refuses a behavior that has none")
    func now() async throws {
        #expect(try await node([logging("a")]).askNow(1) == 2)
        #expect(trace.all == ["a now"])
        let asynchronous = Behavior(name: "slow") { _, context, next in try await next(context) }
        let node = try await node([asynchronous])
        let error = #expect(throws: CatgaError.self) { try node.askNow(1) }
        #expect(error?.code == .needsAsync)
        #expect(error?.message.contains("slow") == true)
    }

    @Test("A behavior may call next again: a retry")
    func retry() async throws {
        let retry = Behavior(name: "retry") { _, context, next in
            do { try await next(context) } catch { try await next(context) }
        }
        var configuration = NodeConfiguration.embedded
        configuration.behaviors = [retry]
        let node = try await CatgaNode(configuration)
        let trace = trace
        node.registerAsync { number, _ async throws(CatgaError) in
            trace.add("try")
            if trace.all.count == 1 { throw CatgaError(code: .overloaded, message: "later", isRetryable: true) }
            return number
        }
        #expect(try await node.ask(5) == 5)
        #expect(trace.all == ["try", "try"])
    }

    @Test("A behavior that refuses, and one that forgets to go on, are both errors at the caller")
    func refusing() async throws {
        struct NotToday: Error {}
        let refusing = try await node([Behavior(name: "refuse") { _, _, _ in throw NotToday() }])
        let refused = await #expect(throws: CatgaError.self) { try await refusing.ask(1) }
        #expect(refused?.cause?.contains("NotToday") == true)
        let forgetful = try await node([Behavior(name: "forget") { _, _, _ in }])
        #expect(await code { try await forgetful.ask(1) } == .handlerFailed)
    }
}
