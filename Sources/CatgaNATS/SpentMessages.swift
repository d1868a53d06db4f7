import CNATS
import Synchronization

/// Messages that are done with, destroyed so many at once.
///
/// libnats hands each destroyed message to a thread of its own that frees it, and wakes that thread for each if it sleeps,
/// which costs more than all else that is done with a message. Many at once wake it a few times.
enum SpentMessages {
    private typealias Messages = UnsafeMutablePointer<OpaquePointer>

    private struct State: @unchecked Sendable {
        var messages = Messages.allocate(capacity: maximumCount)
        var count = 0
        var bytes = 0
    }

    private static let maximumCount = 2_048
    /// Bytes that may wait to be freed.
    private static let maximumBytes = 512 << 10
    /// Bytes that can stand before a message's data: no server takes more in one message.
    private static let maximumRest = 64 << 20
    private static let state = Mutex(State())

    /// Takes a message over. Allocates once for so many.
    static func add(_ message: OpaquePointer) {
        let size = size(of: message)
        nonisolated(unsafe) var full: UnsafeMutableBufferPointer<OpaquePointer>?
        state.withLock { state in
            state.messages[state.count] = message
            state.count += 1
            state.bytes += size
            guard state.count == maximumCount || state.bytes > maximumBytes else { return }
            full = UnsafeMutableBufferPointer(start: state.messages, count: state.count)
            state.messages = .allocate(capacity: maximumCount)
            state.count = 0
            state.bytes = 0
        }
        guard let full else { return }
        for message in full { natsMsg_Destroy(message) }
        full.deallocate()
    }

    /// Bytes of a message: libnats keeps its subject, reply subject and headers before its data, in one piece.
    static func size(of message: OpaquePointer) -> Int {
        let length = Int(max(natsMsg_GetDataLength(message), 0))
        guard let subject = natsMsg_GetSubject(message), let data = natsMsg_GetData(message) else { return length }
        // Where another version keeps them apart nothing is known of the rest.
        return length + (0...maximumRest ~= data - subject ? data - subject : 0)
    }
}
