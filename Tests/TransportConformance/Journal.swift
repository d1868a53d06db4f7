import Catga
import Synchronization

/// Lines that the handlers of several nodes leave, in order.
public final class Journal: Sendable {
    private struct State {
        var lines: [String] = []
        var contexts: [(line: String, context: Context)] = []
    }

    private let state = Mutex(State())
    private let isOpen = Atomic<Bool>(false)

    func add(_ line: String, _ context: Context? = nil) {
        state.withLock { state in
            state.lines.append(line)
            if let context { state.contexts.append((line, context)) }
        }
    }

    var lines: [String] { state.withLock { $0.lines } }
    var contexts: [Context] { contexts(with: "") }

    func lines(with text: String) -> [String] { lines.filter { $0.contains(text) } }

    /// Of the lines that were left with one.
    func contexts(with text: String) -> [Context] {
        state.withLock { $0.contexts.filter { text.isEmpty || $0.line.contains(text) }.map(\.context) }
    }

    /// Whether handlers that the test holds are not let go of yet.
    var isHolding: Bool { !isOpen.load(ordering: .acquiring) }

    func open() { isOpen.store(true, ordering: .releasing) }

    /// Waits until `condition` holds, and a little longer for what must not come after it.
    func wait(
        _ what: String,
        for condition: @Sendable (borrowing Journal) -> Bool
    ) async throws {
        for _ in 0..<6_000 {
            if condition(self) {
                try await Task.sleep(for: .milliseconds(60))
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Missing(what: what, lines: lines)
    }

    struct Missing: Error {
        let what: String
        let lines: [String]
    }
}
