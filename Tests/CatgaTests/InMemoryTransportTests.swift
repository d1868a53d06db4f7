import Catga
import Testing
import TransportConformance

@Suite("In-memory transport", .serialized)
struct InMemoryTransportTests {
    @Test("Conforms", arguments: ConformanceCase.allCases)
    func conforms(_ conformance: ConformanceCase) async throws {
        let bus = InMemoryBus()
        try await conformance.run(
            on: Bus(
                configuration: { .inMemory(bus, service: $0, name: $1) },
                deadLetterReasons: { bus.deadLetters.map(\.reason) }
            )
        )
    }
}
