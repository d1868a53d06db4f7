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

/// Where all answers to one node's requests come: a subscription on each connection, and a number for each request that waits.
///
/// An answer comes by the connection that its request went by: where nobody listens, the server says so to that one alone.
final class NATSInbox: Sendable {
    let answers: PendingRequests
    private let quick: Side
    private let gathering: Side
    private let gatheringThreshold: Int

    init(
        _ quick: NATSConnection,
        _ gathering: NATSConnection,
        _ configuration: NATSConfiguration
    ) throws(CatgaError) {
        answers = PendingRequests(limit: configuration.maximumPendingRequests)
        self.quick = try Side(quick, answers)
        self.gathering = try Side(gathering, answers)
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
            // Two calls, as to choose a side first would count references to it.
            if gathers || waiting > gatheringThreshold {
                try gathering.publish(subject, number, headers, messageID, bytes)
            } else {
                try quick.publish(subject, number, headers, messageID, bytes)
            }
        } catch {
            answers.abandon(number)
            throw error
        }
        return number
    }

    func close(_ error: CatgaError) async {
        answers.close(error)
        await NATSSubscription.drain([quick.subscription, gathering.subscription])
    }
}

/// A connection that requests go by, and where their answers come.
private struct Side {
    let connection: NATSConnection
    let subscription: NATSSubscription
    /// Of the subjects that answers come to.
    private let prefix: Outlet
    private let prefixLength: Int

    init(_ connection: NATSConnection, _ answers: PendingRequests) throws(CatgaError) {
        // From the system's generator: whoever guesses an inbox's name can answer in another's place.
        let name =
            String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let prefix = "\(AnswerBundle.inboxPrefix)\(name)."
        let prefixLength = prefix.utf8.count
        let inbox = Outlet(.presence, address: prefix)
        subscription = try connection.subscribe("\(prefix)*") { message, _ in
            // Whatever the server says that it has sent it for.
            guard let subject = natsMsg_GetSubject(message), strncmp(subject, inbox.address, prefixLength) == 0 else {
                return natsMsg_Destroy(message)
            }
            let place = subject + prefixLength
            if place.pointee == AnswerBundle.mark {
                return AnswerBundle(message).open { answers.finish($0, .success($1)) }
            }
            let arrival = Arrival(message, attempt: 0, isAnswer: true)
            let number = NATSInbox.number(place)
            // The server's own answer where nobody listens.
            let isRefusal = arrival.bytes.count == 0 && natsMsg_IsNoResponders(message)
            let answer: PendingRequests.Answer = isRefusal ? .failure(Self.nobody) : .success(arrival)
            let isTaken = number.map { answers.finish($0, answer) } ?? false
            if isRefusal || !isTaken { arrival.destroyMessage() }
        }
        self.connection = connection
        self.prefix = inbox
        self.prefixLength = prefixLength
    }

    private static let nobody = CatgaError(
        code: .noHandler, message: "Nobody listens on that subject", isRetryable: true)

    func publish(
        _ subject: UnsafePointer<CChar>,
        _ number: UInt64,
        _ headers: [(name: String, value: String)],
        _ messageID: UInt64,
        _ bytes: UnsafeRawBufferPointer
    ) throws(CatgaError) {
        try withReplySubject(number) { (reply) throws(CatgaError) in
            if messageID != 0 {
                try connection.publish(subject, reply: reply, messageID: messageID, bytes)
            } else {
                try connection.publish(subject, reply: reply, headers: headers, bytes)
            }
        }
        connection.flushSoon()
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
}
