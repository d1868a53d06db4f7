import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
    package internal(set) var total: Int64
    let count: Int32
    private static let limit = 10
    private var isLarge: Bool { count > Self.limit }
}

private struct Helper {
    private var cache: [String: Any] = [:]
}
