import CSQLite
import Foundation

/// One connection to an SQLite file that other processes use at the same time. For one thread at a time.
final class Database {
    private var handle: OpaquePointer?

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter tables: Made where they are missing.
    init(_ path: String, tables: String = "") throws {
        let isOpen = sqlite3_open(path, &handle) == SQLITE_OK
        guard isOpen else { throw failure(path) }
        // Processes are killed here, not machines: what is written survives without being forced to the disk.
        sqlite3_busy_handler(handle, Self.wait, nil)
        try run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; \(tables)")
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    /// A writer holds the file for some ten microseconds, unless it is stopped while it does: then the others wait for it.
    private static let wait: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = { _, tries in
        usleep(250)
        return tries < 400_000 ? 1 : 0
    }

    private func failure(_ what: String) -> Failure {
        Failure(description: "SQLite: \(what): \(String(cString: sqlite3_errmsg(handle)))")
    }

    func run(_ statements: String) throws {
        guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else { throw failure(statements) }
    }

    func statement(_ text: String) throws -> Statement {
        var made: OpaquePointer?
        guard sqlite3_prepare_v2(handle, text, -1, &made, nil) == SQLITE_OK, let made else { throw failure(text) }
        return Statement(made)
    }

    /// The first column of the first row; 0 where there is none or it is null.
    func number(_ query: String) throws -> Int64 { try numbers(query).first ?? 0 }

    /// The first column of all rows.
    func numbers(_ query: String) throws -> [Int64] {
        let statement = try statement(query)
        var numbers: [Int64] = []
        while let number = try statement.next() { numbers.append(number) }
        return numbers
    }

    /// Prepared once and run often.
    final class Statement {
        private let handle: OpaquePointer

        init(_ handle: OpaquePointer) {
            self.handle = handle
        }

        deinit {
            sqlite3_finalize(handle)
        }

        func run(_ values: Int64...) throws {
            sqlite3_reset(handle)
            for (index, value) in values.enumerated() { sqlite3_bind_int64(handle, Int32(index + 1), value) }
            guard sqlite3_step(handle) == SQLITE_DONE else { throw failure }
            sqlite3_reset(handle)
        }

        func next() throws -> Int64? {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: return sqlite3_column_int64(handle, 0)
            case SQLITE_DONE: return nil
            default: throw failure
            }
        }

        private var failure: Failure {
            Failure(description: "SQLite: \(String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))")
        }
    }
}

/// Nanoseconds of the clock that all processes of the machine share.
func now() -> Int64 { Int64(DispatchTime.now().uptimeNanoseconds) }
