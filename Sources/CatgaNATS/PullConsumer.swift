import CNATS
import Catga
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Asks one durable consumer for messages, as many as may be handled, and hands them over.
///
/// Of our own making: libnats' own fetch writes past its array when more messages come than were asked for. What comes here
/// unasked for, or without the reply subject of a consumer, is thrown away.
final class PullConsumer: Sendable {
    private struct State {
        /// Messages asked for and not yet come.
        var expected = 0
        /// Messages to be asked for at once; fewer where the server says so.
        var batch: Int
        /// Counts how often all was asked for anew: what becomes of what was asked for before does not matter then.
        var era = 0
        /// Something came since the clock last looked.
        var hasHeard = false
        var lastWord = ContinuousClock.now
        /// Addresses of the messages handed over and not yet settled, in the order they came: every now and then it is said
        /// that they are worked on.
        var held: [UInt] = []
        var isDraining = false
        var clock: Task<Void, Never>?

        init(batch: Int) {
            self.batch = batch
        }

        /// How many are missing, when half of them are. They count as asked for.
        mutating func ask() -> Int {
            guard !isDraining, expected <= batch / 2 else { return 0 }
            defer { expected = batch }
            return batch - expected
        }

        /// What was asked for will not come.
        mutating func forget() {
            expected = 0
            era += 1
        }
    }

    private let consumer: JetStreamStreams.Consumer
    private let quick: NATSConnection
    private let gathering: NATSConnection
    private let api: NATSInbox
    private let listener: Transport.Listener
    private let state: Mutex<State>
    /// With an era behind it.
    private let replyPrefix: String
    private let subscriptions: [NATSSubscription]
    /// So few may be unacknowledged that the server waits for acknowledgements. Others libnats writes by itself, within a
    /// millisecond and many at once.
    private let hurries: Bool
    private static let expiry = Duration.seconds(10)
    /// More than a dead letter's headers take.
    private static let headerSpace = 6 << 10

    init(
        _ consumer: JetStreamStreams.Consumer,
        _ transport: NATSTransport,
        _ channel: Channel,
        _ listener: @escaping Transport.Listener
    ) throws(CatgaError) {
        self.consumer = consumer
        self.listener = listener
        quick = transport.quick
        gathering = transport.gathering
        api = transport.inbox
        state = Mutex(State(batch: min(consumer.settings.maximumUnacknowledged, 500)))
        hurries = consumer.settings.maximumUnacknowledged < 500
        let name =
            String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        replyPrefix = "_INBOX.\(name)."
        let relay = Relay()
        var subscriptions = [
            try transport.quick.subscribe(replyPrefix + "*") { message, _ in
                guard let consumer = relay.consumer else { return natsMsg_Destroy(message) }
                consumer.hear(message)
            }
        ]
        // One that libnats threw away would count as an attempt, and come again only when its time is over.
        subscriptions[0].allowAll()
        if consumer.settings.replicas > 1 {
            // A new leader does not know what the former one was asked for.
            let subject = "$JS.EVENT.ADVISORY.CONSUMER.LEADER_ELECTED.\(consumer.stream).\(consumer.name)"
            let ofLeaders = try transport.quick.subscribe(subject) { message, _ in
                natsMsg_Destroy(message)
                relay.consumer?.pullAnew()
            }
            subscriptions.append(ofLeaders)
        }
        self.subscriptions = subscriptions
        relay.consumer = self
    }

    /// Set before the first message is asked for, and so before one comes.
    private final class Relay: @unchecked Sendable {
        weak var consumer: PullConsumer?
    }

    // MARK: - Asking

    func start() {
        pull()
        let interval = Duration.seconds(consumer.settings.acknowledgementSeconds) / 3
        let clock = Task { [weak self] in
            var lastSaid = ContinuousClock.now
            while !Task.isCancelled {
                try? await Task.sleep(for: min(interval, .seconds(2)))
                guard let self, !Task.isCancelled else { return }
                askAgainIfForgotten()
                guard lastSaid + interval <= .now else { continue }
                sayWorking()
                lastSaid = .now
            }
        }
        state.withLock { $0.clock = clock }
    }

    /// Asks again after the connection was lost or another server leads: what was asked for will not come.
    func pullAnew() {
        state.withLock { $0.forget() }
        pull()
    }

    private func askAgainIfForgotten() {
        state.withLock { state in
            if state.hasHeard { state.lastWord = .now }
            state.hasHeard = false
            let isForgotten = state.lastWord + Self.expiry + .seconds(2) < .now
            if isForgotten {
                state.forget()
                state.lastWord = .now
            }
        }
        // Nothing is missing unless it was forgotten, or refused.
        pull()
    }

    private func pull() {
        let (missing, era) = state.withLock { ($0.ask(), $0.era) }
        ask(missing, era)
    }

    private func ask(_ missing: Int, _ era: Int) {
        guard missing > 0 else { return }
        let nanoseconds = Self.expiry.components.seconds * 1_000_000_000
        let body = Array(#"{"batch":\#(missing),"expires":\#(nanoseconds)}"#.utf8)
        let subject = "$JS.API.CONSUMER.MSG.NEXT.\(consumer.stream).\(consumer.name)"
        // Where it is not connected it asks again when it is.
        try? body.span.bytes.withUnsafeBytes { (bytes) throws(CatgaError) in
            try quick.publish(subject, reply: "\(replyPrefix)\(era)", bytes)
        }
    }

    // MARK: - Hearing

    private func hear(_ message: OpaquePointer) {
        guard let attempt = Self.attempt(natsMsg_GetReply(message)) else {
            hearStatus(message)
            return natsMsg_Destroy(message)
        }
        let address = UInt(bitPattern: message)
        let asked: (missing: Int, era: Int)? = state.withLock { state in
            state.hasHeard = true
            // More than was asked for may come where it was asked for again; not more than may be unacknowledged, but for
            // those whose time is over.
            guard state.held.count < 2 * consumer.settings.maximumUnacknowledged else { return nil }
            state.expected = max(state.expected - 1, 0)
            state.held.append(address)
            return (state.ask(), state.era)
        }
        guard let asked else { return natsMsg_Destroy(message) }
        // Before it is handled, so that the next are on their way meanwhile.
        ask(asked.missing, asked.era)
        let arrival = Arrival(message, attempt: attempt, from: self)
        if !listener(arrival) { settle(arrival, .again(afterMilliseconds: 0)) }
    }

    /// A request for messages has ended: its time is over, or there is no room for more unacknowledged ones.
    private func hearStatus(_ message: OpaquePointer) {
        var status: UnsafePointer<CChar>?
        guard natsMsg_GetDataLength(message) == 0, natsMsgHeader_Get(message, "Status", &status) == NATS_OK,
            let status, strtol(status, nil, 10) != 100
        else { return }
        var left: UnsafePointer<CChar>?
        let pending = natsMsgHeader_Get(message, "Nats-Pending-Messages", &left) == NATS_OK ? left : nil
        let ended = pending.map { Int(clamping: strtol($0, nil, 10)) }
        var words: UnsafePointer<CChar>?
        _ = natsMsgHeader_Get(message, "Description", &words)
        let reason = words.map { String(cString: $0) } ?? ""
        let era = natsMsg_GetSubject(message).map { String(cString: $0) } ?? ""
        let isOver = state.withLock { state in
            state.hasHeard = true
            guard era == "\(replyPrefix)\(state.era)" else { return false }
            state.expected = ended.map { max(state.expected - max($0, 0), 0) } ?? 0
            if let most = Self.mostAtOnce(reason), most < state.batch {
                state.batch = most
                return true
            }
            return ended != nil || reason == "Leadership Change"
        }
        // What was refused would be refused again: the clock asks.
        if isOver { pull() }
    }

    /// `Exceeded MaxRequestBatch of 100`, where the server's administrator allows so many.
    static func mostAtOnce(_ reason: String) -> Int? {
        guard reason.hasPrefix("Exceeded MaxRequestBatch of ") else { return nil }
        return reason.split(separator: " ").last.flatMap { Int($0) }.map { max($0, 1) }
    }

    /// `$JS.ACK.<stream>.<consumer>.<delivered>.…`, with two words more where a newer server says its domain.
    static func attempt(_ reply: UnsafePointer<CChar>?) -> UInt32? {
        guard let reply, strncmp(reply, "$JS.ACK.", 8) == 0 else { return nil }
        let length = strlen(reply)
        var dots = 0
        for place in 0..<length where reply[place] == Self.dot { dots += 1 }
        guard dots >= 8 else { return nil }
        var left = dots >= 10 ? 6 : 4
        var place = 0
        while left > 0 {
            if reply[place] == Self.dot { left -= 1 }
            place += 1
        }
        var number: UInt32 = 0
        while place < length, reply[place] != Self.dot {
            let digit = reply[place]
            guard 0x30...0x39 ~= digit, number < 100_000_000 else { return nil }
            number = number * 10 + UInt32(digit - 0x30)
            place += 1
        }
        return number > 0 ? number : nil
    }

    private static let dot = CChar(bitPattern: UInt8(ascii: "."))

    /// The message's number in its stream.
    private static func sequence(_ reply: String?) -> Substring {
        let words = reply?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        return words.count >= 11 ? words[7] : words.count >= 9 ? words[5] : ""
    }

    // MARK: - Settling

    func settle(_ arrival: Arrival, _ settlement: Settlement) {
        switch settlement {
        case .done: acknowledge(arrival)
        case .again(let milliseconds): end(arrival, #"-NAK {"delay":\#(min(milliseconds, 1 << 32) * 1_000_000)}"#)
        case .deadLetter(let reason):
            Task { await self.setAside(arrival, reason) }
        }
    }

    /// Before it is destroyed: nobody says any more that it is worked on.
    private func release(_ arrival: Arrival) {
        let address = UInt(bitPattern: arrival.token)
        state.withLock { state in
            // The last one where it was handled as it came, else one of the first.
            if state.held.last == address {
                state.held.removeLast()
            } else if let place = state.held.firstIndex(of: address) {
                state.held.remove(at: place)
            }
        }
    }

    /// Allocates nothing.
    private func acknowledge(_ arrival: Arrival) {
        release(arrival)
        if let reply = natsMsg_GetReply(arrival.message) { gathering.publish("+ACK" as StaticString, to: reply) }
        if hurries { gathering.flushSoon() }
        arrival.destroyMessage()
    }

    /// Destroys the message.
    private func end(_ arrival: Arrival, _ word: String) {
        release(arrival)
        defer { arrival.destroyMessage() }
        say(word, about: arrival.message)
    }

    private func say(_ word: String, about message: OpaquePointer?) {
        guard let message, let reply = natsMsg_GetReply(message) else { return }
        gathering.publish(word, to: reply)
        gathering.flushSoon()
    }

    /// Acknowledges the message only once the dead-letter stream has it.
    private func setAside(_ arrival: Arrival, _ reason: String) async {
        do throws(CatgaError) {
            let plain = String(reason.unicodeScalars.prefix(1_000).map { $0.value < 0x20 ? " " : Character($0) })
            var headers = [
                (name: "Nats-Msg-Id", value: "\(consumer.name) \(Self.sequence(arrival.replySubject))"),
                (name: "Catga-Reason", value: plain), (name: "Catga-Attempts", value: "\(arrival.attempt)"),
            ]
            // They count as the message's own bytes: rather without them than not at all.
            if arrival.bytes.count > gathering.maximumPayload - Self.headerSpace { headers = [] }
            let number = try api.store(consumer.deadLetterSubject, arrival.bytes, headers: headers)
            let answer = try await api.answers.answer(to: number)
            defer { answer.destroyMessage() }
            try NATSInbox.checkAcknowledgement(answer.bytes, consumer.deadLetterSubject)
            acknowledge(arrival)
        } catch {
            end(arrival, #"-NAK {"delay":1000000000}"#)
        }
    }

    private func sayWorking() {
        state.withLock { state in
            for address in state.held { say("+WPI", about: OpaquePointer(bitPattern: address)) }
        }
    }

    // MARK: - The end

    /// Asks for no more. While what came is handled, it is said as before that it is.
    ///
    /// - Returns: What is to be drained.
    func stop() -> [NATSSubscription] {
        state.withLock { $0.isDraining = true }
        return subscriptions
    }

    /// Lets others have what was not settled.
    func giveBack() {
        // Still lent, and destroyed when they are settled, which waits for this lock first.
        state.withLock { state in
            state.clock?.cancel()
            for address in state.held { say("-NAK", about: OpaquePointer(bitPattern: address)) }
        }
    }
}
