import Catga
import CatgaNATS
import Testing

@testable import TransportConformance

@Suite("How long a node on NATS lives")
struct LifetimeTests {
    @Test("One that has joined lives until it shuts down, also where its last work failed, and no longer")
    func lifetime() async throws {
        let server = try NATSServer()
        let journal = Journal()
        weak var joined: CatgaNode?
        do {
            let node = try await CatgaNode(.nats(server.url, service: "shop", name: "a"))
            registerAll(on: node, journal)
            try await node.start()
            joined = node
        }
        let client = try await CatgaNode(.nats(server.url, service: "clients", name: "c"))
        #expect(try await client.send(Double(number: 21)) == 42)
        try await client.publish(Placed(number: -1))
        try await journal.wait("the event") { !$0.lines(with: "a hears -1").isEmpty }
        try await #require(joined).shutdown()
        await client.shutdown()
        try await wait { joined == nil }
        #expect(joined == nil)
    }
}
