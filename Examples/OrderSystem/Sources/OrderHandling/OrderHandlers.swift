import Catga
import OrderContracts

/// The side that decides: accepts orders, declines them, takes them back.
///
/// There is no `init()`, so what it needs becomes a parameter of the generated `registerHandlers(on:…)`: to forget it
/// is a compile error.
public struct OrderHandlers: Handlers {
    let store: OrderStore
    let catalogue: Catalogue

    public init(store: OrderStore, catalogue: Catalogue) {
        self.store = store
        self.catalogue = catalogue
    }

    func handle(_ command: PlaceOrder) throws(OrderRejection) -> OrderReceipt {
        let totalCents = try catalogue.totalCents(of: command.items, coupon: command.coupon)
        return try store.place(
            command.items,
            for: command.customerID,
            totalCents: totalCents,
            creditLimitCents: catalogue.creditLimitCents
        )
    }

    func handle(_ command: CancelOrder) throws(OrderRejection) {
        try store.cancel(command.orderID)
    }

    func handle(_ query: GetOrder) -> OrderDetails? {
        store.order(query.orderID)
    }
}
