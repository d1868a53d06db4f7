import CNATS
import Synchronization

/// Messages that are done with, destroyed so many at once.
///
/// libnats hands each destroyed message to a thread of its own that frees it, and wakes that thread for each if it sleeps,
/// which costs more than all else that is done with a message. Many at once wake it once.
enum SpentMessages {
    private struct State: @unchecked Sendable {
        let messages = UnsafeMutablePointer<OpaquePointer>.allocate(capacity: SpentMessages.maximumCount)
        var count = 0
        var bytes = 0
    }

    private static let maximumCount = 256
    /// Bytes that may wait to be freed.
    private static let maximumBytes = 512 << 10
    private static let state = Mutex(State())

    /// Takes a message over.
    static func add(_ message: OpaquePointer) {
        let size = Int(max(natsMsg_GetDataLength(message), 0))
        withUnsafeTemporaryAllocation(of: OpaquePointer.self, capacity: maximumCount) { full in
            guard let start = full.baseAddress else { return }
            let count = state.withLock { state in
                state.messages[state.count] = message
                state.count += 1
                state.bytes += size
                guard state.count == maximumCount || state.bytes > maximumBytes else { return 0 }
                let count = state.count
                start.initialize(from: state.messages, count: count)
                state.count = 0
                state.bytes = 0
                return count
            }
            for place in 0..<count { natsMsg_Destroy(start[place]) }
        }
    }
}
