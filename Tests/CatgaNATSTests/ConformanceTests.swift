import Catga
import CatgaNATS
import Foundation
import Testing
import TransportConformance

@Suite("NATS transport", .serialized)
struct ConformanceTests {
    @Test("Conforms", arguments: ConformanceCase.allCases)
    func conforms(_ conformance: ConformanceCase) async throws {
        let server = try NATSServer()
        var configuration = NATSConfiguration(server.url)
        configuration.streams.acknowledgementSeconds =
            switch conformance {
            // Less than that handler takes.
            case .longHandler: 4
            // So long what was on its way when the connection was lost takes to come again.
            case .reconnect: 1
            default: 30
            }
        let nats = configuration
        try await conformance.run(
            on: Bus(
                configuration: { .nats(nats, service: $0, name: $1) },
                deadLetterReasons: { try await deadLetterReasons(server.url) },
                interrupt: {
                    server.kill()
                    try await Task.sleep(for: .milliseconds(300))
                    try server.start()
                }
            )
        )
    }
}
