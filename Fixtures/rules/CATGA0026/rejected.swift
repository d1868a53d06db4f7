import Catga

struct OrderPlaced: Event, ReliableEvent {  // expect CATGA0026:8
    var orderID: UInt64
}

protocol ShopCommand: Command {}

struct GetOrder: ShopCommand {  // expect CATGA0026:8
    var orderID: UInt64
}

extension GetOrder: Query {}
