import CNATS
import Synchronization
import Testing

@testable import Catga
@testable import CatgaNATS
@testable import TransportConformance

@Suite("Answers that share a message", .serialized)
struct AnswerBundleTests {
    /// What a subscription hears: subjects and bytes, in order.
    private final class Heard: Sendable {
        private let messages = Mutex<[(subject: String, bytes: [UInt8])]>([])

        var all: [(subject: String, bytes: [UInt8])] { messages.withLock { $0 } }

        func add(_ message: OpaquePointer) {
            let subject = natsMsg_GetSubject(message).map { String(cString: $0) } ?? ""
            let bytes = [UInt8](Arrival(message, attempt: 0).bytes)
            natsMsg_Destroy(message)
            messages.withLock { $0.append((subject, bytes)) }
        }

        /// By inbox and number. Bundles are taken apart here by their description.
        var answers: [String: [UInt8]] {
            var answers: [String: [UInt8]] = [:]
            for (subject, bytes) in all {
                guard subject.hasSuffix(".+") else {
                    answers[subject] = bytes
                    continue
                }
                var rest = bytes[...]
                while rest.count >= 12 {
                    let number = rest.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
                    let size = rest.dropFirst(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
                    answers[subject.dropLast() + String(number, radix: 16)] = [UInt8](rest.dropFirst(12).prefix(size))
                    rest = rest.dropFirst(12 + size)
                }
                #expect(rest.isEmpty)
            }
            return answers
        }
    }

    private func connect(_ server: NATSServer, sendsAtOnce: Bool) async throws -> NATSConnection {
        try await NATSConnection.connect(
            NATSConfiguration(server.url), [NATSAddress(server.url)], name: "a", sendsAtOnce: sendsAtOnce,
            events: NATSEvents())
    }

    /// - Parameter size: What it says that it has.
    private static func answer(_ number: UInt64, size: UInt32, _ bytes: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
            + withUnsafeBytes(of: size.littleEndian) { [UInt8]($0) } + bytes
    }

    /// Hears what is sent on a subject, and sends bundles to whoever waits for an answer under a number.
    private func peer(
        on subject: String,
        _ connection: NATSConnection,
        _ bundles: @escaping @Sendable (_ number: UInt64) -> [[UInt8]]
    ) async throws -> NATSSubscription {
        let subscription = try connection.subscribe(subject) { message, _ in
            defer { natsMsg_Destroy(message) }
            guard let reply = natsMsg_GetReply(message).map({ String(cString: $0) }), reply.hasPrefix("_INBOX.+"),
                let dot = reply.lastIndex(of: "."), let number = UInt64(reply[reply.index(after: dot)...], radix: 16)
            else { return }
            for bundle in bundles(number) {
                try? bundle.withUnsafeBytes { try connection.publish(reply[...dot] + "+", $0) }
            }
        }
        try await connection.flush()
        return subscription
    }

    @Test("Every answer comes once, to its own inbox, in fewer messages, and by itself to whom does not read bundles")
    func gathering() async throws {
        let server = try NATSServer(jetStream: false)
        let quick = try await connect(server, sendsAtOnce: true)
        let gathering = try await connect(server, sendsAtOnce: false)
        let heard = Heard()
        let subscription = try quick.subscribe("_INBOX.>") { message, _ in heard.add(message) }
        try await quick.flush()
        // More inboxes than there are bundles, one that is too long for any, and one of another library's making.
        var inboxes = (0..<20).map { "_INBOX.+node\($0)." }
        inboxes += ["_INBOX.+" + String(repeating: "x", count: 60) + ".", "_INBOX.other."]
        var expected: [String: [UInt8]] = [:]
        for number in 0..<2_000 {
            let inbox = number < 1_000 ? inboxes[0] : inboxes[number % inboxes.count]
            // Some fill a bundle, and some are too long for one.
            let size = number % 100 == 0 ? 3_000 : number % 10 == 0 ? 1_900 : number % 50
            let subject = inbox + String(UInt64(number) << 32 | 7, radix: 16)
            expected[subject] = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size)
            try expected[subject]?.withUnsafeBytes { try gathering.answer(subject, $0) }
            if number % 50 == 49 { gathering.flushSoon() }
        }
        try await wait { heard.answers.count >= expected.count }
        #expect(heard.answers == expected)
        #expect(heard.all.count < 1_500)
        let alone = heard.all.filter { !$0.subject.hasSuffix(".+") }
        #expect(alone.allSatisfy { $0.bytes.count == 3_000 || !$0.subject.hasPrefix("_INBOX.+node") })
        #expect(alone.contains { $0.subject.hasPrefix("_INBOX.other.") })
        // The last ones are sent by whoever closes.
        try [1, 2, 3].withUnsafeBytes { try gathering.answer("_INBOX.+node0.abc", $0) }
        await gathering.close()
        try await quick.flush()
        try await wait { heard.answers["_INBOX.+node0.abc"] != nil }
        #expect(heard.answers["_INBOX.+node0.abc"] != nil)
        await NATSSubscription.drain([subscription])
        await quick.close()
    }

    @Test("A server that takes less than a bundle gets smaller ones")
    func smallServer() async throws {
        let server = try NATSServer(jetStream: false, configuration: "max_payload: 1024")
        let quick = try await connect(server, sendsAtOnce: true)
        let gathering = try await connect(server, sendsAtOnce: false)
        let heard = Heard()
        let subscription = try quick.subscribe("_INBOX.>") { message, _ in heard.add(message) }
        try await quick.flush()
        var expected: [String: [UInt8]] = [:]
        for number in 1...400 {
            let subject = "_INBOX.+node." + String(number, radix: 16)
            // Some are too long only for a bundle of their own.
            expected[subject] = [UInt8](repeating: 7, count: number % 50 == 0 ? 1_020 : 100)
            try expected[subject]?.withUnsafeBytes { try gathering.answer(subject, $0) }
        }
        gathering.flushSoon()
        try await wait { heard.answers.count >= expected.count }
        #expect(heard.answers == expected)
        await NATSSubscription.drain([subscription])
        await gathering.close()
        await quick.close()
    }

    @Test("Many requests at once are answered, each with its own")
    func requests() async throws {
        let server = try NATSServer()
        let connection = try await connect(server, sendsAtOnce: true)
        let heard = Heard()
        let subscription = try connection.subscribe("_INBOX.>") { message, _ in heard.add(message) }
        try await connection.flush()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        let replies = await client.sendAll((0..<3_000).map { Double(number: Int64($0)) }, inFlight: 500)
        for (number, reply) in replies.enumerated() { #expect(try reply.get() == 2 * Int64(number)) }
        await NATSSubscription.drain([subscription])
        #expect(heard.all.contains { $0.subject.hasSuffix(".+") })
        let messages = heard.all.filter { $0.subject.hasPrefix("_INBOX.+") }
        #expect(messages.count < heard.answers.keys.filter { $0.hasPrefix("_INBOX.+") }.count)
        await nodes.shutdown()
        await connection.close()
    }

    @Test("Bundles that are cut off, or name what nobody waits for, do no harm")
    func hostile() async throws {
        let server = try NATSServer()
        let connection = try await connect(server, sendsAtOnce: true)
        // Answers each request, and each message that is to be kept, with bundles of rubbish.
        let peer = try await peer(on: ">", connection) { number in
            let bundle =
                Self.answer(number &+ 1, size: 3, [1, 2, 3]) + Self.answer(0, size: 0, [])
                + Self.answer(.max, size: 1, [4]) + Self.answer(number ^ 1 << 40, size: 9, [5, 6, 7, 8])
            return bundle.indices.map { [UInt8](bundle[..<$0]) }
        }
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        for number in 0..<50 {
            #expect(try await client.send(Double(number: Int64(number))) == 2 * Int64(number))
        }
        try await client.publish(Placed(number: 3))
        try await nodes.journal.wait("the event") { !$0.lines(with: "a hears 3").isEmpty }
        await NATSSubscription.drain([peer])
        await nodes.shutdown()
        await connection.close()
    }

    @Test("Another's word for a stored message's acknowledgement ends it, and is freed once")
    func acknowledgement() async throws {
        let server = try NATSServer()
        let connection = try await connect(server, sendsAtOnce: true)
        let peer = try await peer(on: "catga.stored.>", connection) { number in
            let answer = Self.answer(number, size: 4, Array("nono".utf8))
            return [answer + answer]
        }
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        for number in 0..<100 {
            // The server's answer or the other: whichever comes first, and after the other it is tried again.
            try await client.publish(Placed(number: Int64(number)))
        }
        try await nodes.journal.wait("all") { $0.lines(with: "a hears").count == 100 }
        await NATSSubscription.drain([peer])
        await nodes.shutdown()
        await connection.close()
    }
}
