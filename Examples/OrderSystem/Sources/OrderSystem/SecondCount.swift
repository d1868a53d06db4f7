import OrderContracts
import OrderHandling

/// What the totals must be, counted from the incoming orders alone.
///
/// It shares the price list and the names of the rejections with the handlers but none of their code, and it is written
/// plainly rather than well, so that both would have to make the same mistake for it to go unseen.
struct SecondCount {
    private let catalogue: Catalogue
    private(set) var sales = SalesReport()
    private(set) var customers: [UInt64: CustomerTotal] = [:]
    private(set) var rejections: [OrderRejection: Int] = [:]

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    mutating func add(_ order: IncomingOrder) {
        if let rejection = mistake(in: order) {
            rejections[rejection, default: 0] += 1
            return
        }
        let price = cents(of: order)
        var customer = customers[order.customer] ?? CustomerTotal()
        if customer.cents + price > catalogue.creditLimitCents {
            rejections[.overCreditLimit, default: 0] += 1
            return
        }
        sales.placedOrders += 1
        sales.placedCents += price
        if order.cancel {
            sales.cancelledOrders += 1
            sales.cancelledCents += price
        } else {
            customer.orders += 1
            customer.cents += price
        }
        customers[order.customer] = customer
        for item in order.items {
            sales.unitsBySKU[item.sku, default: 0] += order.cancel ? 0 : Int64(item.quantity)
        }
    }

    private func mistake(in order: IncomingOrder) -> OrderRejection? {
        if order.items.isEmpty { return .noItems }
        for item in order.items {
            if catalogue.centsBySKU[item.sku] == nil { return .unknownProduct }
            if item.quantity < 1 || item.quantity > catalogue.maximumQuantity { return .quantityOutOfRange }
        }
        if let coupon = order.coupon, catalogue.percentByCoupon[coupon] == nil { return .unknownCoupon }
        return nil
    }

    /// Cannot overflow: a line of 64 KiB has room for a few thousand items, and each is limited in price and quantity.
    private func cents(of order: IncomingOrder) -> Int64 {
        var full: Int64 = 0
        for item in order.items {
            full += Int64(item.quantity) * (catalogue.centsBySKU[item.sku] ?? 0)
        }
        let percent = order.coupon.flatMap { catalogue.percentByCoupon[$0] } ?? 0
        // Rounded up, because the handlers round the discount down.
        return (full * (100 - percent) + 99) / 100
    }
}
