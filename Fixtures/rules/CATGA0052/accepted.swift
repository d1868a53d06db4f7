import Catga

enum Payment: Payload {
    case cash
    case card(number: String, holder: String?)
    indirect case split(Payment, rest: Payment)
}

extension Payment: Hashable {}
