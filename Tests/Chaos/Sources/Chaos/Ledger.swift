import Foundation
import Synchronization

/// What the producer meant to send and what it was promised, written down before and after.
final class Ledger: Sendable {
    private struct Connection {
        let database: Database
        let intent, acknowledgement: Database.Statement
    }

    private let connection: Mutex<Connection>
    private let count = Atomic<Int>(0)

    init(_ path: String) throws {
        let database = try Database(
            path,
            tables: """
                CREATE TABLE intents(number INTEGER PRIMARY KEY, message INTEGER, at INTEGER);
                CREATE TABLE acknowledgements(number INTEGER PRIMARY KEY, tries INTEGER, at INTEGER);
                """
        )
        connection = Mutex(
            Connection(
                database: database,
                intent: try database.statement("INSERT INTO intents VALUES(?, ?, ?)"),
                acknowledgement: try database.statement("INSERT INTO acknowledgements VALUES(?, ?, ?)")
            )
        )
    }

    func intend(_ number: Int64, _ messageID: UInt64) throws {
        try connection.withLock { try $0.intent.run(number, Int64(bitPattern: messageID), now()) }
    }

    func acknowledge(_ number: Int64, tries: Int64) throws {
        try connection.withLock { try $0.acknowledgement.run(number, tries, now()) }
        count.wrappingAdd(1, ordering: .relaxed)
    }

    var acknowledged: Int { count.load(ordering: .relaxed) }
}
