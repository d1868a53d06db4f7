import Catga

@propertyWrapper struct Clamped<Value: Sendable>: Sendable {
    var wrappedValue: Value
}

struct PlaceOrder: Command {
    @Clamped var quantity: Int32  // expect CATGA0023:18
    lazy var total: Int64 = 0  // expect CATGA0023:14
    let version: Int32 = 2  // expect CATGA0023:9
}
