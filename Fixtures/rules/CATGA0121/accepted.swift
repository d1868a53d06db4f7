// fixture: kind executable
// fixture: remote ChargeCard

import Catga

struct ChargeCard: Command {
    static let route = Route.any
}

struct PrintLabel: Command {
    static let route = Route.local
}

struct Labels: Handlers {
    func handle(_ command: PrintLabel) {}
}
