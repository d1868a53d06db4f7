public import Catga
import GoldenContracts
public import GoldenHandling

/// The app's own handlers stand beside those of its modules.
struct AuditHandlers: Handlers {
    let journal: Journal

    func on(_ event: OrderPlaced) {
        journal.note("audited \(event.orderID)")
    }

    func handle(_ command: AppOnly) -> Int64 { command.number * 2 }
}

struct AppOnly: Command {
    typealias Reply = Int64
    var number: Int64
}

/// What a `main.swift` would do.
public func wire(_ node: CatgaNode, journal: Journal) {
    registerHandlers(
        on: node,
        auditHandlers: AuditHandlers(journal: journal),
        orderHandlers: OrderHandlers(journal: journal),
        parcelHandlers: ParcelHandlers(journal: journal)
    )
}

public func double(_ number: Int64, on node: CatgaNode) throws(CatgaError) -> Int64 {
    try node.sendNow(AppOnly(number: number))
}
