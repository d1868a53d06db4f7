import OrderHandling

extension Catalogue {
    /// What this shop sells.
    static let shop = Catalogue(
        centsBySKU: [
            "TEA-100": 690,
            "TEA-250": 1_490,
            "COFFEE-250": 890,
            "COFFEE-1000": 2_990,
            "CUP": 1_250,
            "POT": 3_900,
            "GRINDER": 18_900,
            "KETTLE": 7_990,
            "FILTER-80": 420,
            "SCALE": 5_490,
        ],
        percentByCoupon: ["SPRING10": 10],
        maximumQuantity: 100,
        creditLimitCents: 1_000_000
    )
}
