extension Payload {
    /// How messages name a field: `PlaceOrder.customerID`.
    func describe(_ field: Field) -> String { "'\(name.qualified).\(withoutBackticks(field.name))'" }
}
