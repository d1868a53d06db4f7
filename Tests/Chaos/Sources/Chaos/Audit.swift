/// Ledger and effects side by side.
struct Audit {
    private let database: Database

    init(ledger: String, effects: String) throws {
        database = try Database(effects, tables: EffectStore.tables)
        try database.run("ATTACH '\(ledger)' AS ledger")
    }

    var sent: Int64 { get throws { try database.number("SELECT count(*) FROM intents") } }
    var acknowledged: Int64 { get throws { try database.number("SELECT count(*) FROM acknowledgements") } }
    var retried: Int64 { get throws { try database.number("SELECT count(*) FROM acknowledgements WHERE tries > 1") } }
    var effects: Int64 { get throws { try database.number("SELECT count(*) FROM effects") } }
    var handlerRuns: Int64 { get throws { try database.number("SELECT count(*) FROM attempts") } }
    /// Handler runs that found their message's effect in the store.
    var suppressedByStore: Int64 {
        get throws { try database.number("SELECT count(*) FROM attempts WHERE had_effect = 0") }
    }
    /// Deliveries that the nodes themselves recognized; those of the last half second before a kill are not counted.
    var suppressedByNodes: Int64 { get throws { try database.number("SELECT sum(suppressed) FROM nodes") } }
    /// Node processes that have joined.
    var starts: Int64 { get throws { try database.number("SELECT count(*) FROM nodes") } }

    /// Acknowledged, and without an effect.
    var lost: Int64 {
        get throws {
            try database.number(
                "SELECT count(*) FROM acknowledgements WHERE number NOT IN (SELECT number FROM effects)")
        }
    }

    /// Effects beyond the first of one number, which is the sender's own and known to nobody between; and such as nobody
    /// meant, or under another id than they were sent with.
    var doubled: Int64 {
        get throws {
            let twice = try database.number("SELECT count(*) - count(DISTINCT number) FROM effects")
            let strange = try database.number(
                """
                SELECT count(*) FROM effects LEFT JOIN intents ON effects.number = intents.number
                WHERE intents.message IS NOT effects.message
                """
            )
            return twice + strange
        }
    }

    func firstAcknowledgement(after time: Int64) throws -> Int64? {
        try database.numbers("SELECT at FROM acknowledgements WHERE at >= \(time) ORDER BY at LIMIT 1").first
    }

    func firstEffect(after time: Int64) throws -> Int64? {
        try database.numbers("SELECT at FROM effects WHERE at >= \(time) ORDER BY at LIMIT 1").first
    }

    /// The longest time without a new row, in seconds.
    func longestStall(in table: String) throws -> Double {
        let times = try database.numbers("SELECT at FROM \(table) ORDER BY at")
        return Double(zip(times, times.dropFirst()).map { $1 - $0 }.max() ?? 0) / 1e9
    }
}
