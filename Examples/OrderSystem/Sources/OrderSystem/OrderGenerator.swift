/// Makes orders up: the same ones for the same count and seed, on every machine.
///
/// Two in a hundred are mistakes that customers make, so that a run shows orders being declined.
struct OrderGenerator: OrderSource {
    private static let products = [
        "TEA-100", "TEA-250", "COFFEE-250", "COFFEE-1000", "CUP", "POT", "GRINDER", "KETTLE", "FILTER-80", "SCALE",
    ]

    private let count: Int
    private let customers: UInt64
    private var random: SplitMix64
    private var made = 0

    init(count: Int, seed: UInt64) {
        self.count = count
        // About ten orders a customer, however many orders there are.
        customers = UInt64(max(count / 10, 1))
        random = SplitMix64(seed: seed)
    }

    mutating func next() -> OrderEntry? {
        guard made < count else { return nil }
        made += 1
        return OrderEntry(line: made, content: .success(nextOrder()))
    }

    private mutating func nextOrder() -> IncomingOrder {
        var order = IncomingOrder(customer: 1 + random.below(customers), items: [])
        for _ in 0...random.below(4) {
            let product = Self.products[Int(random.below(UInt64(Self.products.count)))]
            order.items.append(IncomingOrder.Item(sku: product, quantity: 1 + Int32(random.below(3))))
        }
        if random.below(8) == 0 { order.coupon = "SPRING10" }
        if random.below(12) == 0 { order.cancel = true }
        makeMistake(number: random.below(250), in: &order)
        return order
    }

    /// Most numbers are no mistake.
    private mutating func makeMistake(number: UInt64, in order: inout IncomingOrder) {
        switch number {
        case 0: order.items = []
        case 1: order.items[0].sku = "TEAPOT-CRACKED"
        case 2: order.items[0].quantity = 0
        case 3: order.coupon = "WINTER25"
        case 4: order.items.append(IncomingOrder.Item(sku: "GRINDER", quantity: 60))
        default: break
        }
    }
}

/// A small random number generator with a seed, after Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators" (2014). The standard library's generator has no seed.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number less than `bound`, which is not 0. The slight preference for small numbers does not matter here.
    mutating func below(_ bound: UInt64) -> UInt64 {
        next() % bound
    }
}
