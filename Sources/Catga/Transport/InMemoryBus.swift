import Synchronization

/// A bus in the memory of one process, which several nodes join: for tests, simulations and applications in one process that
/// shall one day be several.
///
/// ```swift
/// let bus = InMemoryBus()
/// let shop = try await CatgaNode(.inMemory(bus, service: "shop"))
/// let mail = try await CatgaNode(.inMemory(bus, service: "mail"))
/// ```
///
/// It gives the promises of a broker except one: what it keeps is gone with the process.
public final class InMemoryBus: Sendable {
    /// What a stored frame is set aside with.
    public struct DeadLetter: Sendable {
        public let channel: Channel
        public let frame: [UInt8]
        public let attempts: UInt32
        public let reason: String
    }

    struct State: ~Copyable {
        var subscriptions: [Channel: [InMemorySubscription]] = [:]
        var stores: [Channel: InMemoryStore] = [:]
        var deadLetters: [DeadLetter] = []
        var turn = 0
    }

    let state = Mutex(State())
    let limits: Limits

    /// Bounds of what a bus keeps.
    public struct Limits: Sendable {
        /// Stored frames that wait or are being handled, for each channel.
        public var storedFrames = 100_000
        /// Stored frames handed to a group and not yet settled; the others wait.
        public var unsettledFrames = 1_000
        /// Message ids remembered, for each channel, to recognize a frame that is stored again.
        public var rememberedIDs = 10_000
        /// Dead letters kept, the oldest; more are dropped.
        public var deadLetters = 1_000

        public init() {}
    }

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Frames that were set aside, oldest first.
    public var deadLetters: [DeadLetter] { state.withLock { $0.deadLetters } }

    // MARK: - Subscriptions

    func add(_ subscription: InMemorySubscription) {
        state.withLock { state in
            state.subscriptions[subscription.channel, default: []].append(subscription)
            if subscription.channel.isStored {
                let store = state.stores[subscription.channel] ?? InMemoryStore(subscription.channel)
                store.addQueue(of: subscription.group)
                state.stores[subscription.channel] = store
            }
        }
        if subscription.channel.isStored { pump(subscription.channel) }
    }

    func removeAll(of node: String) {
        let channels = state.withLock { state in
            var stored: [Channel] = []
            for (channel, subscriptions) in state.subscriptions {
                state.subscriptions[channel] = subscriptions.filter { $0.node != node }
                if channel.isStored { stored.append(channel) }
            }
            return stored
        }
        for channel in channels { pump(channel) }
    }

    /// One listener of every group, in turn.
    ///
    /// - Returns: How many there were.
    @discardableResult
    func deliver(_ bytes: UnsafeRawBufferPointer, on channel: Channel, answer: InMemoryFrame.Answer? = nil) -> Int {
        let chosen = state.withLock { state in
            state.turn += 1
            return Self.oneOfEachGroup(state.subscriptions[channel] ?? [], turn: state.turn)
        }
        for subscription in chosen {
            let arrival = InMemoryFrame(bytes, answer: answer).arrival(attempt: 1)
            if !subscription.listener(arrival) { _ = InMemoryFrame.taken(from: arrival) }
        }
        return chosen.count
    }

    private static func oneOfEachGroup(_ all: [InMemorySubscription], turn: Int) -> [InMemorySubscription] {
        Dictionary(grouping: all, by: \.group).values.map { $0[turn % $0.count] }
    }

    // MARK: - Stored frames

    func store(_ bytes: UnsafeRawBufferPointer, on channel: Channel, messageID: UInt64) throws(CatgaError) {
        let isStored = state.withLock { state in
            let store = state.stores[channel] ?? InMemoryStore(channel)
            state.stores[channel] = store
            return store.add([UInt8](bytes), messageID, limits)
        }
        guard isStored else {
            throw CatgaError(
                code: .overloaded,
                message: "The bus keeps \(limits.storedFrames) frames of this channel already",
                isRetryable: true
            )
        }
        pump(channel)
    }

    /// Hands out what waits, in order: one thread at a time for each channel.
    func pump(_ channel: Channel) {
        while true {
            let next = state.withLock { state -> (InMemorySubscription, InMemoryFrame, UInt32)? in
                guard let store = state.stores[channel], !store.isPumping else { return nil }
                state.turn += 1
                let listeners = state.subscriptions[channel] ?? []
                guard let (group, stored) = store.next(for: Set(listeners.map(\.group)), limits) else { return nil }
                let members = listeners.filter { store.sharesOneQueue || $0.group == group }
                let frame = stored.bytes.withUnsafeBytes {
                    InMemoryFrame($0, stored: stored, group: group, on: channel)
                }
                store.isPumping = true
                return (members[state.turn % members.count], frame, stored.attempt)
            }
            guard let (subscription, frame, attempt) = next else { return }
            let arrival = frame.arrival(attempt: attempt)
            let isTaken = subscription.listener(arrival)
            state.withLock { $0.stores[channel]?.isPumping = false }
            if !isTaken { settle(InMemoryFrame.taken(from: arrival), .again(afterMilliseconds: 10)) }
        }
    }

    func settle(_ frame: InMemoryFrame, _ settlement: Settlement) {
        guard let stored = frame.stored, let channel = frame.channel else { return }
        var delay: UInt64?
        state.withLock { state in
            state.stores[channel]?.settled(frame.group)
            switch settlement {
            case .done: break
            case .again(let milliseconds): delay = milliseconds
            case .deadLetter(let reason):
                guard state.deadLetters.count < limits.deadLetters else { break }
                state.deadLetters.append(
                    DeadLetter(channel: channel, frame: stored.bytes, attempts: stored.attempt, reason: reason)
                )
            }
        }
        guard let delay else { return pump(channel) }
        Task {
            try? await Task.sleep(for: .milliseconds(Int64(min(delay, 1 << 40))))
            self.state.withLock { $0.stores[channel]?.addAgain(stored, frame.group) }
            self.pump(channel)
        }
    }
}

struct InMemorySubscription: Sendable {
    let channel: Channel
    let group: String
    let node: String
    let listener: Transport.Listener
}
