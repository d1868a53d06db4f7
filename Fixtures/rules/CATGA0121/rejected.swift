// fixture: kind executable
// fixture: remote ChargeCard

import Catga

struct ChargeCard: Command {
    static let route = Route.local  // expect CATGA0121:16
}
