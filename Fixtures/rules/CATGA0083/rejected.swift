// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

protocol Gateway: Sendable {}
protocol Refunding {}

struct Orders: Handlers {
    let gateway: any Gateway

    func on(_ event: OrderPlaced) {
        if gateway is any Refunding { print("refunds") }  // expect CATGA0083:20
        if let refunding = gateway as? any Refunding { print(refunding) }  // expect CATGA0083:36
    }
}
