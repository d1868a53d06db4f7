import Catga
import Synchronization

/// How often one handler was called.
struct DeliveryCount: Equatable {
    /// The handler method in words, and the message it takes.
    var handler: String
    var wireName: String
    var kind: MessageKind
    var firstAttempts = 0
    var redeliveries = 0
    var failures = 0
}

/// Counts what every handler hears: a behavior stands around each call, and no handler knows of it.
final class DeliveryCounts: Sendable {
    /// By the address of the handler's name, which spares every call the making of a string.
    private let counts = Mutex<[UInt: DeliveryCount]>([:])

    /// For ``NodeConfiguration/behaviors``.
    var behavior: Behavior {
        Behavior(name: "count deliveries") { delivery, context, next in
            self.note(delivery) { count in
                if context.attempt == 1 { count.firstAttempts += 1 } else { count.redeliveries += 1 }
            }
            do {
                try await next(context)
            } catch {
                self.note(delivery) { $0.failures += 1 }
                throw error
            }
        }
    }

    /// Ordered by message, then by handler.
    var all: [DeliveryCount] {
        counts.withLock { Array($0.values) }
            .sorted { ($0.wireName, $0.handler) < ($1.wireName, $1.handler) }
    }

    private func note(_ delivery: Delivery, _ change: (inout DeliveryCount) -> Void) {
        let key = UInt(bitPattern: delivery.handler.utf8Start)
        counts.withLock { counts in
            change(&counts[key, default: DeliveryCount(of: delivery)])
        }
    }
}

extension DeliveryCount {
    init(of delivery: Delivery) {
        handler = "\(delivery.handler)"
        wireName = "\(delivery.wireName)"
        kind = delivery.kind
    }
}
