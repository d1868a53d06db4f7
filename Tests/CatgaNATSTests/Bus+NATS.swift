import CatgaNATS
import TransportConformance

extension Bus {
    /// Nodes on a server, for tests that do not ask for dead letters.
    static func nats(_ configuration: NATSConfiguration) -> Bus {
        Bus(configuration: { .nats(configuration, service: $0, name: $1) }, deadLetterReasons: { [] })
    }
}
