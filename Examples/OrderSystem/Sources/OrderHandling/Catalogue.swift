import OrderContracts

/// What is sold, at which price, and how much credit a customer has.
public struct Catalogue: Sendable {
    /// The price of one piece, by product.
    public let centsBySKU: [String: Int64]
    /// What a coupon takes off, 0…100.
    public let percentByCoupon: [String: Int64]
    public let maximumQuantity: Int32
    public let creditLimitCents: Int64

    public init(
        centsBySKU: [String: Int64],
        percentByCoupon: [String: Int64],
        maximumQuantity: Int32,
        creditLimitCents: Int64
    ) {
        self.centsBySKU = centsBySKU
        self.percentByCoupon = percentByCoupon
        self.maximumQuantity = maximumQuantity
        self.creditLimitCents = creditLimitCents
    }

    /// What the items cost together, the coupon's discount rounded down to whole cents.
    func totalCents(of items: [OrderItem], coupon: String?) throws(OrderRejection) -> Int64 {
        guard !items.isEmpty else { throw .noItems }
        var total: Int64 = 0
        for item in items {
            guard let price = centsBySKU[item.sku] else { throw .unknownProduct }
            guard item.quantity >= 1, item.quantity <= maximumQuantity else { throw .quantityOutOfRange }
            total = try total.plus(price.times(Int64(item.quantity)))
        }
        guard let coupon else { return total }
        guard let percent = percentByCoupon[coupon] else { throw .unknownCoupon }
        return try total - total.times(percent) / 100
    }
}

/// Amounts are whole cents, and an order from outside must not be able to stop the process: sums that do not fit
/// decline the order.
extension Int64 {
    func plus(_ other: Int64) throws(OrderRejection) -> Int64 {
        let (sum, overflowed) = addingReportingOverflow(other)
        if overflowed { throw .amountOutOfRange }
        return sum
    }

    func times(_ other: Int64) throws(OrderRejection) -> Int64 {
        let (product, overflowed) = multipliedReportingOverflow(by: other)
        if overflowed { throw .amountOutOfRange }
        return product
    }
}
