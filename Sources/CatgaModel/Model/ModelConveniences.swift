extension Payload {
    /// How messages name a field: `PlaceOrder.customerID`.
    func describe(_ field: Field) -> String { "'\(name.qualified).\(withoutBackticks(field.name))'" }
}

extension Model {
    /// Its sources import the core and not the runtime around it: their handlers are called through a table, without a node.
    package var isForCoreAlone: Bool {
        imports.contains { $0.module == "CatgaCore" } && !imports.contains { $0.module == "Catga" }
    }
}
