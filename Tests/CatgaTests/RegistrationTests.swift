import Catga
import Synchronization
import Testing

@Suite("Registration")
struct RegistrationTests {
    @Test("A worker number that ids cannot hold is refused with its range")
    func worker() async {
        var configuration = NodeConfiguration.embedded
        configuration.worker = 1024
        let error = await #expect(throws: CatgaError.self) { try await CatgaNode(configuration) }
        #expect(error?.code == .configuration)
        #expect(error?.message == "worker is 1024; it must be 0…511")
    }

    @Test("A request without a handler is an error that says what to call")
    func noHandler() async throws {
        let node = try await CatgaNode(.embedded)
        let error = await #expect(throws: CatgaError.self) { try await node.ask(1) }
        #expect(error?.code == .noHandler)
        #expect(error?.message.contains("registerHandlers(on:)") == true)
    }

    @Test("A second handler of a request is thrown by every dispatch")
    func duplicate() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerDouble()
        node.registerDouble()
        #expect(throws: CatgaError.self) { try node.freeze() }
        #expect(await code { try await node.ask(1) } == .duplicateHandler)
        #expect(await code { try await node.ask(1) } == .duplicateHandler)
    }

    @Test("A registration after the first message is not passed over in silence")
    func late() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerDouble()
        #expect(try await node.ask(4) == 8)
        node.registerTold { _, _ in }
        #expect(await code { try await node.ask(4) } == .frozen)
    }

    @Test("The node frees the handlers it owns, once")
    func owned() async throws {
        let freed = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        freed.initialize(to: 0)
        defer { freed.deallocate() }
        do {
            let node = try await CatgaNode(.embedded)
            node.own(freed) { $0.assumingMemoryBound(to: Int.self).pointee += 1 }
            #expect(freed.pointee == 0)
        }
        #expect(freed.pointee == 1)
    }

    @Test("Two nodes in one process do not share handlers")
    func twoNodes() async throws {
        let first = try await CatgaNode(.embedded)
        let second = try await CatgaNode(.embedded)
        first.registerDouble()
        #expect(try await first.ask(2) == 4)
        #expect(await code { try await second.ask(2) } == .noHandler)
    }
}
