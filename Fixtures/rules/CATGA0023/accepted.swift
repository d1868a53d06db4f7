import Catga

struct PlaceOrder: Command {
    @available(*, deprecated) var quantity: Int32
    var total: Int64 = 0 {
        didSet { assert(total >= 0) }
    }
    static let version: Int32 = 2
    let customerID: UInt64
}
