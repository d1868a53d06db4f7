import Testing

@testable import Catga

@Suite("What waits to be handled")
struct ArrivalQueueTests {
    private func arrival(_ number: Int) throws -> Arrival {
        let token = try #require(UnsafeMutableRawPointer(bitPattern: number))
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        return Arrival(bytes: nothing, attempt: 0, expectsAnswer: false, token: token)
    }

    @Test("What is taken back is what was added, whatever came since")
    func takenBack() throws {
        let queue = ArrivalQueue(of: .presence, limit: 4, maximumWorkers: 1)
        guard case .mustWake = queue.add(try arrival(1)), case .added = queue.add(try arrival(2)) else {
            Issue.record("The first must wake somebody, and the second must not")
            return
        }
        queue.takeBack(try arrival(1))
        guard case .mustWake = queue.add(try arrival(3)) else {
            Issue.record("Nobody is awake any more")
            return
        }
        var batch: [Arrival] = []
        #expect(queue.take(8, into: &batch, after: 0))
        #expect(batch.map { Int(bitPattern: $0.token) } == [2, 3])
    }

    @Test("A worker that was woken works although the queue has closed since, and then ends")
    func closed() async throws {
        let node = try await CatgaNode(.inMemory(InMemoryBus(), service: "shop", name: "a"))
        try await node.start()
        let link = try #require(node.link)
        let queue = ArrivalQueue(of: .presence, limit: 4, maximumWorkers: 1)
        #expect(queue.wake((node, link)))
        queue.close()
        #expect(await queue.park() != nil)
        #expect(await queue.park() == nil)
        #expect(!queue.wake((node, link)))
        await node.shutdown()
    }
}
