import Catga
import Testing

@Suite("Dispatch")
struct DispatchTests {
    @Test("sendNow calls a synchronous handler on the calling thread and refuses an asynchronous one")
    func now() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerDouble()
        #expect(try node.askNow(21) == 42)
        let other = try await CatgaNode(.embedded)
        other.registerAsync { number, _ in number }
        #expect(await code { try other.askNow(1) } == .needsAsync)
    }

    @Test("The handler sees the context its sender gave")
    func context() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerAsync { _, context in Int(context.correlationID) }
        #expect(try await node.ask(0, in: Context(correlationID: 77)) == 77)
        let made = node.makeContext()
        #expect(made.messageID != 0 && made.correlationID == made.messageID)
    }

    @Test("A message past its deadline does not reach its handler")
    func deadline() async throws {
        var configuration = NodeConfiguration.embedded
        configuration.time.nowMilliseconds = { 1000 }
        let node = try await CatgaNode(configuration)
        node.registerDouble()
        #expect(try await node.ask(1, in: Context(deadlineMilliseconds: 1001)) == 2)
        #expect(await code { try await node.ask(1, in: Context(deadlineMilliseconds: 1000)) } == .deadlineExceeded)
        #expect(await code { try node.askNow(1, in: Context(deadlineMilliseconds: 900)) } == .deadlineExceeded)
    }

    @Test("A cancelled task's message with a context is refused; a plain call's handler sees for itself")
    func cancelled() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerAsync { number, _ in Task.isCancelled ? -number : number }
        #expect(try await node.ask(1, in: Context()) == 1)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return (try await node.ask(1), await code { try await node.ask(1, in: Context()) })
        }
        task.cancel()
        let (plain, refused) = try await task.value
        #expect(plain == -1)
        #expect(refused == .cancelled)
    }

    @Test("An asynchronous handler called from the main actor stays on it")
    @MainActor
    func noHop() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerAsync { number, _ in
            MainActor.assertIsolated()
            return number
        }
        #expect(try await node.ask(3) == 3)
    }

    @Test("A thousand concurrent sends each get their own reply")
    func concurrent() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerAsync { number, _ in
            await Task.yield()
            return number + 1
        }
        try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for number in 0..<1000 {
                group.addTask { (number, try await node.ask(number)) }
            }
            for try await (number, reply) in group { #expect(reply == number + 1) }
        }
    }
}
