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

/// Where all answers to one node's requests come: one subscription, and a number for each request that waits.
final class NATSInbox: Sendable {
    private let prefix: Outlet
    private let prefixLength: Int
    let answers: PendingRequests
    private let quick: NATSConnection
    private let gathering: NATSConnection
    private let subscription: NATSSubscription
    private let gatheringThreshold: Int

    init(
        _ quick: NATSConnection,
        _ gathering: NATSConnection,
        _ configuration: NATSConfiguration
    ) throws(CatgaError) {
        // From the system's generator: whoever guesses an inbox's name can answer in another's place.
        let name =
            String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let prefix = "\(AnswerBundle.inboxPrefix)\(name)."
        let prefixLength = prefix.utf8.count
        let requests = PendingRequests(limit: configuration.maximumPendingRequests)
        let inbox = Outlet(.presence, address: prefix)
        subscription = try quick.subscribe("\(prefix)*") { message, _ in
            // Whatever the server says that it has sent it for.
            guard let subject = natsMsg_GetSubject(message), strncmp(subject, inbox.address, prefixLength) == 0 else {
                return natsMsg_Destroy(message)
            }
            let place = subject + prefixLength
            if place.pointee == AnswerBundle.mark {
                return AnswerBundle(message).open { requests.finish($0, .success($1)) }
            }
            let arrival = Arrival(message, attempt: 0, isAnswer: true)
            let number = Self.number(place)
            // The server's own answer where nobody listens.
            let isRefusal = arrival.bytes.count == 0 && natsMsg_IsNoResponders(message)
            let answer: PendingRequests.Answer = isRefusal ? .failure(Self.nobody) : .success(arrival)
            let isTaken = number.map { requests.finish($0, answer) } ?? false
            if isRefusal || !isTaken { arrival.destroyMessage() }
        }
        self.prefix = inbox
        self.prefixLength = prefixLength
        answers = requests
        self.quick = quick
        self.gathering = gathering
        gatheringThreshold = configuration.gatheringThreshold
    }

    /// What the hexadecimal digits at a place say, up to the zero byte; `nil` where there is none, or something else.
    static func number(_ digits: UnsafePointer<CChar>) -> UInt64? {
        var number: UInt64 = 0
        var place = digits
        while place.pointee != 0 {
            let digit = UInt8(bitPattern: place.pointee)
            switch digit {
            case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: number = number << 4 | UInt64(digit - 0x61 + 10)
            default: return nil
            }
            place += 1
        }
        return place == digits ? nil : number
    }

    /// Lends the subject that the answer with a number comes to. Allocates nothing.
    private func withReplySubject(
        _ number: UInt64,
        _ body: (UnsafePointer<CChar>) throws(CatgaError) -> Void
    ) throws(CatgaError) {
        var failure: CatgaError?
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: prefixLength + 17) { subject in
            guard let start = subject.baseAddress else { return }
            start.update(from: prefix.address, count: prefixLength)
            var end = prefixLength
            var shift = max(60 - number.leadingZeroBitCount & ~3, 0)
            while shift >= 0 {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)
                start[end] = CChar(bitPattern: digit < 10 ? digit + 0x30 : digit + 0x61 - 10)
                end += 1
                shift -= 4
            }
            start[end] = 0
            do throws(CatgaError) {
                try body(start)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - headers: With values that have no line break.
    ///   - gathers: It goes by the gathering connection however few wait, and so in order with all for which that is said.
    /// - Returns: What ``answers`` is asked for, exactly once.
    func send(
        _ subject: UnsafePointer<CChar>,
        _ bytes: UnsafeRawBufferPointer,
        headers: [(name: String, value: String)] = [],
        messageID: UInt64 = 0,
        mayBeSentAgain: Bool = false,
        gathers: Bool = false,
        timeoutMilliseconds: UInt64
    ) throws(CatgaError) -> UInt64 {
        let (number, waiting) = try answers.begin(
            timeoutMilliseconds: timeoutMilliseconds, mayBeSentAgain: mayBeSentAgain)
        do throws(CatgaError) {
            try withReplySubject(number) { (reply) throws(CatgaError) in
                // Two calls, as to choose a connection first would count references to it.
                if gathers || waiting > gatheringThreshold {
                    try publish(subject, reply, headers, messageID, bytes, by: gathering)
                } else {
                    try publish(subject, reply, headers, messageID, bytes, by: quick)
                }
            }
        } catch {
            answers.abandon(number)
            throw error
        }
        return number
    }

    private func publish(
        _ subject: UnsafePointer<CChar>,
        _ reply: UnsafePointer<CChar>,
        _ headers: [(name: String, value: String)],
        _ messageID: UInt64,
        _ bytes: UnsafeRawBufferPointer,
        by connection: NATSConnection
    ) throws(CatgaError) {
        if messageID != 0 {
            try connection.publish(subject, reply: reply, messageID: messageID, bytes)
        } else {
            try connection.publish(subject, reply: reply, headers: headers, bytes)
        }
        connection.flushSoon()
    }

    private static let nobody = CatgaError(
        code: .noHandler, message: "Nobody listens on that subject", isRetryable: true)

    func close(_ error: CatgaError) async {
        answers.close(error)
        await NATSSubscription.drain([subscription])
    }
}
