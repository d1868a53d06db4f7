// fixture: kind executable
// fixture: severity CATGA0124 warning

import Catga

struct OrderPlaced: Event {}

struct Mails: Handlers {
    func on(_ event: OrderPlaced) {}
}
