import Catga
import CatgaNATS
import Testing

@testable import TransportConformance

@Suite("Names of nodes and services on NATS")
struct ServiceNameTests {
    @Test("A node with the name of its service shares the work with the service's other nodes")
    func sameName() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        for name in ["orders", "b"] { _ = try await nodes.serving(name, in: "orders") }
        let client = try await nodes.silent("c")
        for number in 0..<10 as Range<Int64> {
            _ = try await client.send(Work(name: "\(number)"))
            try await client.publish(Noticed(number: number))
        }
        try await nodes.journal.wait("the events") { $0.lines(with: "notices").count >= 10 }
        #expect(nodes.journal.lines(with: "works").count == 10)
        #expect(nodes.journal.lines(with: "notices").count == 10)
        await nodes.shutdown()
    }
}
