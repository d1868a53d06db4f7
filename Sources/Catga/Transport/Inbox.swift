import Synchronization

/// Which handlers have taken which stored events, so that an event that comes again does not reach them again: by message id
/// and handler, in memory, the last so many.
final class Inbox: Sendable {
    private struct State {
        var recent: Set<UInt64> = []
        /// Those before; forgotten when `recent` is full.
        var former: Set<UInt64> = []
    }

    private let state = Mutex(State())
    private let half: Int

    init(limit: Int) {
        half = max(limit / 2, 1)
    }

    func contains(_ messageID: UInt64, _ handler: Int) -> Bool {
        let key = Self.key(messageID, handler)
        return state.withLock { $0.recent.contains(key) || $0.former.contains(key) }
    }

    func add(_ messageID: UInt64, _ handler: Int) {
        state.withLock { state in
            if state.recent.count >= half {
                state.former = state.recent
                state.recent = []
            }
            state.recent.insert(Self.key(messageID, handler))
        }
    }

    private static func key(_ messageID: UInt64, _ handler: Int) -> UInt64 {
        RoutingHash.mix(RoutingHash.mix(messageID) ^ UInt64(handler))
    }
}

/// The replies to commands, by message id, the last so many: a command that comes again is answered from here. One that comes
/// while it is being handled waits for that.
final class StoredReplies: Sendable {
    private enum Entry {
        case running(waiting: [UnsafeContinuation<[UInt8]?, Never>])
        case done([UInt8])
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        /// Keys of what is done, oldest first, from `first` on.
        var order: [UInt64] = []
        var first = 0
        var bytes = 0
    }

    private let state = Mutex(State())
    private let limit: Int
    /// Bytes of replies kept.
    private static let maximumBytes = 64 << 20

    init(limit: Int) {
        self.limit = limit
    }

    /// The stored reply; `nil` where the caller is to handle the command, and then to call ``finish(_:_:)``.
    func reply(to key: UInt64) async -> [UInt8]? {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<[UInt8]?, Never>) in
            let answer: [UInt8]?? = state.withLock { state in
                switch state.entries[key] {
                case nil:
                    state.entries[key] = .running(waiting: [])
                    return .some(nil)
                case .done(let reply):
                    return reply
                case .running(let waiting):
                    state.entries[key] = .running(waiting: waiting + [continuation])
                    return nil
                }
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// As ``reply(to:)``, without waiting.
    ///
    /// - Returns: `false` where the command was handled before, or is being handled.
    func begin(_ key: UInt64) -> Bool {
        state.withLock { state in
            guard state.entries[key] == nil else { return false }
            state.entries[key] = .running(waiting: [])
            return true
        }
    }

    /// - Parameter reply: `nil` where the command failed: the next of those who wait handles it.
    func finish(_ key: UInt64, _ reply: [UInt8]?) {
        let resumed = state.withLock { state -> ArraySlice<UnsafeContinuation<[UInt8]?, Never>> in
            guard case .running(let waiting) = state.entries[key] else { return [] }
            guard let reply else {
                state.entries[key] = waiting.isEmpty ? nil : .running(waiting: Array(waiting.dropFirst()))
                return waiting.prefix(1)
            }
            state.entries[key] = .done(reply)
            state.order.append(key)
            state.bytes += reply.count
            forgetOldest(&state)
            return waiting[...]
        }
        for continuation in resumed { continuation.resume(returning: reply) }
    }

    private func forgetOldest(_ state: inout State) {
        while state.order.count - state.first > limit || state.bytes > Self.maximumBytes {
            if case .done(let reply) = state.entries.removeValue(forKey: state.order[state.first]) {
                state.bytes -= reply.count
            }
            state.first += 1
        }
        if state.first > 1024, state.first * 2 > state.order.count {
            state.order.removeFirst(state.first)
            state.first = 0
        }
    }
}
