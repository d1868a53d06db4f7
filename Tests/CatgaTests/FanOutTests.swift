import Catga
import Testing

@Suite("An event's synchronous handlers")
struct FanOutTests {
    private static let seen = MessageDescription(
        typeID: 3,
        wireName: "Seen",
        kind: .event,
        qualityOfService: .atMostOnce,
        route: .local,
        encode: { _, _ in },
        receive: { _, _, _, _ async throws(CatgaError) in [] }
    )

    /// A handler that leaves its name and throws where it is told to.
    private struct Listener {
        let trace: Trace
        let name: String
        let fails: Bool
    }

    private func register(_ name: StaticString, _ listener: Listener, on node: CatgaNode) {
        let address = UnsafeMutablePointer<Listener>.allocate(capacity: 1)
        address.initialize(to: listener)
        node.own(address) {
            $0.assumingMemoryBound(to: Listener.self).deinitialize(count: 1)
            $0.deallocate()
        }
        node.register(
            Self.seen, name, address,
            call: { handlers, message, _, _ in
                let listener = handlers.assumingMemoryBound(to: Listener.self).pointee
                listener.trace.add("\(listener.name) \(message.load(as: Int.self))")
                return listener.fails
                    ? CatgaError(code: .overloaded, message: "\(listener.name) is full").handedOver() : nil
            }
        )
    }

    enum Way: CaseIterable {
        case waiting
        case now
        case nowWithContext
    }

    private func publish(on node: CatgaNode, _ way: Way) async throws(CatgaError) -> [DeliveryFailure] {
        var message = 7
        switch way {
        case .waiting: return try await node.deliver(3, "Seen", .event, &message, nil) { Self.seen } ?? []
        case .now: return try node.deliverNow(3, "Seen", .event, message, nil) { Self.seen } ?? []
        case .nowWithContext: return try node.deliverNow(3, "Seen", .event, message, Context()) { Self.seen } ?? []
        }
    }

    @Test("Whichever of them fail, all are called, in order, and each failure is told", arguments: Way.allCases, 0..<8)
    func isolation(way: Way, failing: Int) async throws {
        try await isolation(CatgaNode(.embedded), way, failing)
        // The event's handlers lie elsewhere among the messages that stay than among all.
        let linked = try await CatgaNode(.inMemory(InMemoryBus()))
        linked.registerToldNow(failingBefore: 0)
        try await isolation(linked, way, failing)
        await linked.shutdown()
    }

    private func isolation(_ node: CatgaNode, _ way: Way, _ failing: Int) async throws {
        let trace = Trace()
        let names: [StaticString] = ["first", "second", "third"]
        for (number, name) in names.enumerated() {
            register(name, Listener(trace: trace, name: "\(name)", fails: failing >> number & 1 == 1), on: node)
        }
        try node.freeze()
        let failures = try await publish(on: node, way)
        #expect(trace.all == ["first 7", "second 7", "third 7"])
        let expected = (0..<3).filter { failing >> $0 & 1 == 1 }.map { "\(names[$0])" }
        #expect(failures.map { "\($0.delivery.handler)" } == expected)
        #expect(failures.map(\.error.message) == expected.map { "\($0) is full" })
        guard !failures.isEmpty else { return }
        do {
            try node.report(failures, of: 3)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.message.hasPrefix("\(expected.count) of 3 handlers of Seen failed: "))
            for name in expected { #expect(error.message.contains("\(name) is full")) }
        }
    }
}
