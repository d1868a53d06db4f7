import CNATS
import Dispatch
import Synchronization
import Testing

@testable import CatgaNATS

@Suite("A subscription's closure")
struct SubscriptionTests {
    private final class Kept: Sendable {
        let gate = DispatchSemaphore(value: 0)
        let arrived = DispatchSemaphore(value: 0)
    }

    private func connection(_ server: NATSServer, sendsAtOnce: Bool) async throws -> NATSConnection {
        try await NATSConnection.connect(
            NATSConfiguration(server.url), [NATSAddress(server.url)], name: "a", sendsAtOnce: sendsAtOnce,
            events: NATSEvents())
    }

    /// Hears nothing, and keeps what it is given.
    private func subscribe(_ connection: NATSConnection, keeping kept: Kept) throws -> NATSSubscription {
        try connection.subscribe("quiet") { message, _ in
            kept.arrived.signal()
            natsMsg_Destroy(message)
        }
    }

    @Test("Lives until the library's thread, which is still busy, has let go of the subscription")
    func undrained() async throws {
        let server = try NATSServer(jetStream: false)
        let connection = try await connection(server, sendsAtOnce: false)
        let busy = Kept()
        // What is delivered by the library's pool has one thread.
        let blocking = try connection.subscribe("busy") { message, _ in
            natsMsg_Destroy(message)
            busy.arrived.signal()
            busy.gate.wait()
        }
        weak var kept: Kept?
        do {
            let object = Kept()
            kept = object
            var subscription: NATSSubscription? = try subscribe(connection, keeping: object)
            try await connection.flush()
            connection.publish("x" as StaticString, to: "busy")
            try await connection.flush()
            await offTheTasks { busy.arrived.wait() }
            #expect(subscription != nil)
            subscription = nil
        }
        #expect(kept != nil)
        busy.gate.signal()
        try await wait { kept == nil }
        #expect(kept == nil)
        await NATSSubscription.drain([blocking])
        await connection.close()
    }

    @Test(
        "Is let go of when the subscription has ended, however it ends",
        arguments: [true, false], ["drained", "dropped", "closed"])
    func ends(_ sendsAtOnce: Bool, _ end: String) async throws {
        let server = try NATSServer(jetStream: false)
        let connection = try await connection(server, sendsAtOnce: sendsAtOnce)
        weak var kept: Kept?
        do {
            let object = Kept()
            kept = object
            let subscription = try subscribe(connection, keeping: object)
            connection.publish("x" as StaticString, to: "quiet")
            try await connection.flush()
            await offTheTasks { object.arrived.wait() }
            if end == "drained" { await NATSSubscription.drain([subscription]) }
            if end == "closed" { await connection.close() }
        }
        try await wait { kept == nil }
        #expect(kept == nil)
        await connection.close()
    }

    @Test("Is let go of where nothing can be subscribed to any more")
    func refused() async throws {
        let server = try NATSServer(jetStream: false)
        let connection = try await connection(server, sendsAtOnce: true)
        await connection.close()
        weak var kept: Kept?
        do {
            let object = Kept()
            kept = object
            #expect(throws: (any Error).self) { try subscribe(connection, keeping: object) }
        }
        #expect(kept == nil)
    }
}
