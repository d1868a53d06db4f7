import CNATS
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Answers that have gathered, a bundle for each node that they go to. Where many wait at once, most of what an answer costs the
/// server and both nodes is that it is a message.
final class AnswerBundles: Sendable {
    private struct Bundle {
        /// The inbox, up to and with its last dot, and the mark behind it.
        let subject = UnsafeMutablePointer<CChar>.allocate(capacity: maximumSubject)
        var inboxLength = 0
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        var count = 0
        /// What the server takes in one message, if that is less than the capacity. Asked for each bundle anew, as another
        /// server may take less.
        var limit = 0

        func isFor(_ inbox: UnsafePointer<CChar>, _ length: Int) -> Bool {
            inboxLength == length && memcmp(subject, inbox, length) == 0
        }
    }

    private struct State: @unchecked Sendable {
        var bundles: [Bundle] = []
        /// Whose turn it is to make room for another node's.
        var next = 0
    }

    /// Kept by its owner for as long as this is used.
    nonisolated(unsafe) private let connection: OpaquePointer
    private let state = Mutex(State())
    private static let capacity = 16 << 10
    private static let maximumSubject = 64
    private static let maximumBundles = 16
    /// What is longer gains nothing.
    private static let maximumAnswer = 2 << 10

    init(_ connection: OpaquePointer) {
        self.connection = connection
    }

    deinit {
        state.withLock { state in
            for bundle in state.bundles {
                bundle.subject.deallocate()
                bundle.bytes.deallocate()
            }
        }
    }

    /// Keeps an answer until the next ``seal()``, or until there are too many. Allocates once for each of the first nodes.
    ///
    /// - Returns: `false` where it is to be sent by itself.
    func add(_ subject: UnsafePointer<CChar>, _ answer: UnsafeRawBufferPointer) -> Bool {
        guard answer.count <= Self.maximumAnswer, let (inboxLength, number) = Self.parts(of: subject) else {
            return false
        }
        let size = AnswerBundle.headerSize + answer.count
        return state.withLock { state in
            let index = place(for: subject, inboxLength, in: &state)
            if state.bundles[index].count + size > state.bundles[index].limit { send(&state.bundles[index]) }
            if state.bundles[index].count == 0 {
                let limit = Int(clamping: natsConnection_GetMaxPayload(connection))
                state.bundles[index].limit = min(limit, Self.capacity)
                guard size <= limit else { return false }
            }
            let end = state.bundles[index].bytes + state.bundles[index].count
            end.storeBytes(of: number.littleEndian, as: UInt64.self)
            end.storeBytes(of: UInt32(answer.count).littleEndian, toByteOffset: 8, as: UInt32.self)
            if let start = answer.baseAddress {
                (end + AnswerBundle.headerSize).copyMemory(from: start, byteCount: answer.count)
            }
            state.bundles[index].count += size
            return true
        }
    }

    /// Hands over to libnats all that there is.
    ///
    /// - Returns: Whether there was something.
    @discardableResult
    func seal() -> Bool {
        state.withLock { state in
            let isEmpty = state.bundles.allSatisfy { $0.count == 0 }
            for index in state.bundles.indices { send(&state.bundles[index]) }
            return !isEmpty
        }
    }

    private func send(_ bundle: inout Bundle) {
        guard bundle.count > 0 else { return }
        // Who asked finds out by waiting: there is nobody here to tell.
        _ = natsConnection_Publish(connection, bundle.subject, bundle.bytes, Int32(bundle.count))
        bundle.count = 0
    }

    private func place(for subject: UnsafePointer<CChar>, _ inboxLength: Int, in state: inout State) -> Int {
        if let index = state.bundles.firstIndex(where: { $0.isFor(subject, inboxLength) }) { return index }
        if state.bundles.count < Self.maximumBundles {
            state.bundles.append(Bundle())
            state.next = state.bundles.count - 1
        } else {
            state.next = (state.next + 1) % Self.maximumBundles
        }
        send(&state.bundles[state.next])
        let bundle = state.bundles[state.next]
        bundle.subject.update(from: subject, count: inboxLength)
        bundle.subject[inboxLength] = AnswerBundle.mark
        bundle.subject[inboxLength + 1] = 0
        state.bundles[state.next].inboxLength = inboxLength
        return state.next
    }

    /// The length of the inbox's name with its last dot, and the request's number behind it; `nil` where that is not the inbox
    /// of a node that reads bundles.
    private static func parts(of subject: UnsafePointer<CChar>) -> (inboxLength: Int, number: UInt64)? {
        let prefix = AnswerBundle.inboxPrefix
        let prefixLength = prefix.utf8CodeUnitCount
        guard strncmp(subject, prefix.utf8Start, prefixLength) == 0, let dot = strrchr(subject, 0x2E)
        else { return nil }
        let length = UnsafePointer(dot) - subject + 1
        guard length > prefixLength, length + 2 <= maximumSubject,
            let number = NATSInbox.number(dot + 1)
        else { return nil }
        return (length, number)
    }
}
