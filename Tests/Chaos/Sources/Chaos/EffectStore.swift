import Catga
import Foundation
import Synchronization

/// The effects of all nodes, in one file. The mark that a message was taken and its effect are one transaction: the effect's
/// row, whose key is the message id.
///
/// That the node remembers what it took spares most of the repeated calls; this here is what makes it one effect also where
/// the node was killed, or another one is handed the message.
final class EffectStore: Sendable {
    static let tables = """
        CREATE TABLE IF NOT EXISTS effects(message INTEGER PRIMARY KEY, number INTEGER, node INTEGER, attempt INTEGER,
            at INTEGER);
        CREATE TABLE IF NOT EXISTS attempts(message INTEGER, number INTEGER, node INTEGER, attempt INTEGER, at INTEGER,
            had_effect INTEGER);
        CREATE TABLE IF NOT EXISTS nodes(process INTEGER PRIMARY KEY, node INTEGER, suppressed INTEGER);
        """

    private struct Connection {
        let database: Database
        let begin, effect, attempt, commit, rollback, node: Database.Statement
    }

    private let connection: Mutex<Connection>
    private let node: Int64

    init(_ path: String, node: Int) throws {
        let database = try Database(path, tables: Self.tables)
        connection = Mutex(
            Connection(
                database: database,
                begin: try database.statement("BEGIN IMMEDIATE"),
                effect: try database.statement("INSERT OR IGNORE INTO effects VALUES(?, ?, ?, ?, ?)"),
                attempt: try database.statement("INSERT INTO attempts VALUES(?, ?, ?, ?, ?, changes())"),
                commit: try database.statement("COMMIT"),
                rollback: try database.statement("ROLLBACK"),
                node: try database.statement("INSERT OR REPLACE INTO nodes VALUES(?, ?, ?)")
            )
        )
        self.node = Int64(node)
    }

    func add(_ number: Int64, _ context: borrowing Context) throws {
        let (message, attempt) = (Int64(bitPattern: context.messageID), Int64(context.attempt))
        try connection.withLock { connection in
            try connection.begin.run()
            do {
                try connection.effect.run(message, number, node, attempt, now())
                try connection.attempt.run(message, number, node, attempt, now())
                try connection.commit.run()
            } catch {
                try? connection.rollback.run()
                throw error
            }
        }
    }

    /// That the process is there, and how many deliveries its node has kept from its handlers so far.
    func note(suppressed: UInt64) throws {
        try connection.withLock { try $0.node.run(Int64(getpid()), node, Int64(clamping: suppressed)) }
    }
}
