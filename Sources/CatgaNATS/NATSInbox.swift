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
    private let prefix: String
    private let requests: PendingRequests
    private let quick: NATSConnection
    private let gathering: NATSConnection
    private let subscription: NATSSubscription
    private let inFlight = Atomic<Int>(0)
    private let gatheringThreshold: Int

    init(
        _ quick: NATSConnection,
        _ gathering: NATSConnection,
        _ configuration: NATSConfiguration
    ) throws(CatgaError) {
        // From the system's generator: whoever guesses an inbox's name can answer in another's place.
        let name =
            String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let prefix = "_INBOX.\(name)."
        let requests = PendingRequests(limit: configuration.maximumPendingRequests)
        subscription = try quick.subscribe("\(prefix)*") { message in
            let arrival = Arrival(message, attempt: 0)
            guard let number = Self.number(of: message, behind: prefix.utf8.count),
                requests.finish(number, .success(arrival))
            else { return arrival.destroyMessage() }
        }
        self.prefix = prefix
        self.requests = requests
        self.quick = quick
        self.gathering = gathering
        gatheringThreshold = configuration.gatheringThreshold
    }

    private static func number(of message: OpaquePointer, behind count: Int) -> UInt64? {
        guard let subject = natsMsg_GetSubject(message) else { return nil }
        let length = strlen(subject)
        guard length > count else { return nil }
        var number: UInt64 = 0
        for place in count..<length {
            let digit = UInt8(bitPattern: subject[place])
            switch digit {
            case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: number = number << 4 | UInt64(digit - 0x61 + 10)
            default: return nil
            }
        }
        return number
    }

    /// So many wait that writing at once would cost more than it gains.
    var isBusy: Bool { inFlight.load(ordering: .relaxed) > gatheringThreshold }

    /// Sends a request and waits for its answer, which is the caller's to destroy.
    nonisolated(nonsending) func request(
        _ subject: String,
        _ bytes: UnsafeRawBufferPointer,
        headers: [(name: String, value: String)] = [],
        timeoutMilliseconds: UInt64
    ) async throws(CatgaError) -> Arrival {
        let waiting = inFlight.wrappingAdd(1, ordering: .relaxed).newValue
        defer { inFlight.wrappingSubtract(1, ordering: .relaxed) }
        let connection = waiting > gatheringThreshold ? gathering : quick
        return try await requests.wait(timeoutMilliseconds: timeoutMilliseconds) { (number) throws(CatgaError) in
            let reply = prefix + String(number, radix: 16)
            try connection.publish(subject, reply: reply, headers: headers, bytes)
        }
    }

    /// Ends all waits: whoever can sends again.
    func abandon(_ error: CatgaError) {
        requests.fail(error)
    }

    /// Ends all waits and lets none begin.
    ///
    /// - Returns: What is to be drained.
    func close(_ error: CatgaError) -> NATSSubscription {
        requests.close(error)
        return subscription
    }
}
