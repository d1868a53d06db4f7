import Catga

/// Why the shop declines. The number travels, so a caller in another process can name the case as well.
public enum OrderRejection: Int32, HandlerError, CaseIterable {
    case noItems = 1
    case unknownProduct = 2
    case quantityOutOfRange = 3
    case unknownCoupon = 4
    case amountOutOfRange = 5
    case overCreditLimit = 6
    case unknownOrder = 7
    case alreadyCancelled = 8

    public var message: String {
        switch self {
        case .noItems: "The order has no items"
        case .unknownProduct: "The order names a product that is not sold"
        case .quantityOutOfRange: "A quantity is less than one or more than the shop sells at once"
        case .unknownCoupon: "The coupon is not valid"
        case .amountOutOfRange: "The amount is not one that the shop can count"
        case .overCreditLimit: "The customer's open orders would exceed the credit limit"
        case .unknownOrder: "There is no order of this number"
        case .alreadyCancelled: "The order was cancelled before"
        }
    }
}
