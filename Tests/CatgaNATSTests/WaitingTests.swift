import CNATS
import Dispatch
import Testing

@testable import CatgaNATS

@Suite("What waits behind a handler")
struct WaitingTests {
    @Test("As much waits as is allowed, and what does not is counted", arguments: [(0, 10_000), (100_000, 0)])
    func limit(allowed: Int, leastLost: Int64) async throws {
        let server = try NATSServer(jetStream: false)
        let address = try NATSAddress(server.url)
        let connection = try await NATSConnection.connect(
            NATSConfiguration(server.url), [address], name: "a", sendsAtOnce: true, events: NATSEvents())
        let (gate, arrived) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let subscription = try connection.subscribe("flood") { message, _ in
            let isFirst = natsMsg_GetDataLength(message) == 1
            natsMsg_Destroy(message)
            guard isFirst else { return }
            arrived.signal()
            gate.wait()
        }
        subscription.allow(waiting: allowed)
        try await connection.flush()
        connection.publish("1" as StaticString, to: "flood")
        await offTheTasks { arrived.wait() }
        for _ in 0..<80_000 { connection.publish("22" as StaticString, to: "flood") }
        // The answer to its ping comes behind all of them.
        try await connection.flush(timeoutMilliseconds: 60_000)
        #expect(subscription.dropped >= leastLost)
        if leastLost == 0 { #expect(subscription.dropped == 0) }
        gate.signal()
        await NATSSubscription.drain([subscription])
        await connection.close()
    }
}
