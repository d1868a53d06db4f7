/// The stored frames of one channel, in a queue for every group that has ever listened. Used under the bus's lock.
final class InMemoryStore {
    struct Stored: Sendable {
        let bytes: [UInt8]
        var attempt: UInt32 = 1
    }

    private struct Queue {
        var waiting: [Stored] = []
        var unsettled = 0
    }

    /// Commands are for one node of all; events for one of every group.
    let sharesOneQueue: Bool
    /// Some thread hands out.
    var isPumping = false
    private var queues: [String: Queue] = [:]
    private var remembered: Set<UInt64> = []
    private var rememberedInOrder: [UInt64] = []

    init(_ channel: Channel) {
        if case .storedCommands = channel { sharesOneQueue = true } else { sharesOneQueue = false }
        if sharesOneQueue { queues[""] = Queue() }
    }

    func addQueue(of group: String) {
        guard !sharesOneQueue, queues[group] == nil else { return }
        queues[group] = Queue()
    }

    /// - Returns: `false` where there is no room.
    func add(_ bytes: [UInt8], _ messageID: UInt64, _ limits: InMemoryBus.Limits) -> Bool {
        if messageID != 0, remembered.contains(messageID) { return true }
        guard queues.values.allSatisfy({ $0.waiting.count < limits.storedFrames }) else { return false }
        if messageID != 0 {
            if rememberedInOrder.count >= limits.rememberedIDs { remembered.remove(rememberedInOrder.removeFirst()) }
            remembered.insert(messageID)
            rememberedInOrder.append(messageID)
        }
        for group in queues.keys { queues[group]?.waiting.append(Stored(bytes: bytes)) }
        return true
    }

    func addAgain(_ stored: Stored, _ group: String) {
        var stored = stored
        stored.attempt &+= 1
        queues[group]?.waiting.append(stored)
    }

    /// The next frame that a listener of these groups may take.
    func next(for groups: Set<String>, _ limits: InMemoryBus.Limits) -> (group: String, Stored)? {
        for (group, queue) in queues
        where !queue.waiting.isEmpty && queue.unsettled < limits.unsettledFrames
            && (sharesOneQueue ? !groups.isEmpty : groups.contains(group))
        {
            queues[group]?.unsettled += 1
            queues[group]?.waiting.removeFirst()
            return (group, queue.waiting[0])
        }
        return nil
    }

    func settled(_ group: String) {
        queues[group]?.unsettled -= 1
    }
}

/// A frame that an in-memory bus has handed to a listener, which owns it until it is settled.
final class InMemoryFrame: Sendable {
    struct Answer: Sendable {
        let requests: PendingRequests
        let number: UInt64
    }

    private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer
    let answer: Answer?
    let stored: InMemoryStore.Stored?
    let group: String
    let channel: Channel?

    init(
        _ bytes: UnsafeRawBufferPointer,
        answer: Answer? = nil,
        stored: InMemoryStore.Stored? = nil,
        group: String = "",
        on channel: Channel? = nil
    ) {
        memory = .allocate(byteCount: bytes.count, alignment: 8)
        memory.copyMemory(from: bytes)
        self.answer = answer
        self.stored = stored
        self.group = group
        self.channel = channel
    }

    deinit {
        memory.deallocate()
    }

    /// Retains the frame for the listener; ``taken(from:)`` takes it back.
    func arrival(attempt: UInt32) -> Arrival {
        Arrival(
            bytes: UnsafeRawBufferPointer(memory),
            attempt: attempt,
            expectsAnswer: answer != nil,
            token: Unmanaged.passRetained(self).toOpaque()
        )
    }

    static func taken(from arrival: Arrival) -> InMemoryFrame {
        Unmanaged.fromOpaque(arrival.token).takeRetainedValue()
    }
}
