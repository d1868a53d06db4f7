import Catga
import Foundation
import Testing

@testable import CatgaNATS
@testable import TransportConformance

@Suite("What a node on NATS refuses", .serialized)
struct RefusalTests {
    /// The error that starting a node ends in; nothing of a secret may be in it.
    private func refusal(
        _ configuration: NATSConfiguration,
        secret: String? = nil
    ) async throws -> CatgaError {
        let error = try await #require(throws: CatgaError.self) {
            let node = try await CatgaNode(.nats(configuration, service: "shop", name: "a"))
            try await node.start()
            await node.shutdown()
        }
        if let secret { #expect(!"\(error)".contains(secret)) }
        #expect(!error.message.contains("\n") && !error.message.contains("\r"))
        return error
    }

    private func patient(_ urls: String) -> NATSConfiguration {
        var configuration = NATSConfiguration(urls)
        configuration.connectTimeoutMilliseconds = 30_000
        return configuration
    }

    @Test(
        "A URL that is none is refused before anything is sent, without its password",
        arguments: [
            "", "127.0.0.1:4222", "http://127.0.0.1", "nats://", "nats://:4222", "nats://host:0", "nats://host:65536",
            "nats://host:x", "nats://host/path", "nats://user:hidden@", "nats://user:hidden@ho st",
            "nats://user:hidden@host\r\nPUB x 0\r\n", "hidden:hidden@host", "nats://a:4222,,nats://b:4222",
            "nats://user:hidden,word@host", "nats://user:p@hidden,word@host", "nats://user:1,hidden,word@host",
            "nats://user:hidden:4222", "nats://user:hidden/,word@host", "nats://user:p@host:hidden,word@host",
        ]
    )
    func url(_ url: String) async throws {
        let error = try await refusal(patient(url), secret: "hidden")
        #expect(error.code == .configuration)
        #expect(error.message.contains("NATS URL"))
    }

    @Test("Where no server is, the error names the address and may pass")
    func noServer() async throws {
        let error = try await refusal(patient("nats://user:hidden@127.0.0.1:1"), secret: "hidden")
        #expect(error.code == .transport && error.isRetryable)
        #expect(error.message.contains("127.0.0.1:1"))
    }

    @Test("A server that ends the connection while it greets may do better the next time")
    func brokenGreeting() async throws {
        let (listener, port) = try NATSServer.bind(port: 0)
        listen(listener, 8)
        let greeting = Thread {
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                _ = write(client, "INFO {", 6)
                close(client)
            }
        }
        greeting.start()
        let error = try await refusal(patient("nats://127.0.0.1:\(port)"))
        #expect(error.code == .transport && error.isRetryable, "\(error)")
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    @Test("Wrong credentials, and none where some are asked for")
    func credentials() async throws {
        let server = try NATSServer(["--user", "shop", "--pass", "right"], jetStream: false)
        #expect(try await refusal(patient(server.url)).message.contains("credentials"))
        var configuration = patient(server.url)
        configuration.credentials = .user("shop", password: "hidden-wrong")
        let error = try await refusal(configuration, secret: "hidden-wrong")
        #expect(error.code == .configuration)
        #expect(error.message.contains("credentials"))
        configuration.credentials = .file("/nonexistent/x.creds")
        #expect(try await refusal(configuration).message.contains("/nonexistent/x.creds"))
        configuration.credentials = .user("shop", password: "right")
        let node = try await CatgaNode(.nats(configuration))
        try await node.start()
        #expect(await node.shutdown().isClean)
    }

    @Test("Tokens: as given, from a file and from a function")
    func tokens() async throws {
        let server = try NATSServer(["--auth", "the-token"], jetStream: false)
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "catga-token-\(server.port)")
        try "the-token\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        for credentials: NATSConfiguration.Credentials in [
            .token("the-token"), .tokenFile(file.path), .tokenProvider({ "the-token" }),
        ] {
            var configuration = patient(server.url)
            configuration.credentials = credentials
            let node = try await CatgaNode(.nats(configuration))
            try await node.start()
            #expect(await node.shutdown().isClean)
        }
        var configuration = patient(server.url)
        configuration.credentials = .tokenProvider({ "hidden-token" })
        #expect(try await refusal(configuration, secret: "hidden-token").message.contains("credentials"))
    }

    @Test("Without JetStream a node that has to keep something says what is missing")
    func noJetStream() async throws {
        let server = try NATSServer(jetStream: false)
        let node = try await CatgaNode(.nats(patient(server.url)))
        let error = await #expect(throws: CatgaError.self) { try await node.enqueue(Note(text: "x")) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("-js") == true)
        #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
        await node.shutdown()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        let atStart = await #expect(throws: CatgaError.self) { try await nodes.serving("a") }
        #expect(atStart?.code == .configuration)
        #expect(atStart?.message.contains("-js") == true)
        await nodes.shutdown()
    }

    @Test("A stream that exists otherwise is not changed, and every difference is named")
    func otherStream() async throws {
        let server = try NATSServer()
        let first = try await CatgaNode(.nats(patient(server.url)))
        try await first.enqueue(Note(text: "x"))
        await first.shutdown()
        var configuration = patient(server.url)
        configuration.streams.storage = .memory
        configuration.streams.maximumMessages = 7
        let other = try await CatgaNode(.nats(configuration))
        let error = await #expect(throws: CatgaError.self) { try await other.enqueue(Note(text: "x")) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("storage is file, not memory") == true)
        #expect(error?.message.contains("max_msgs is -1, not 7") == true)
        await other.shutdown()
        let third = try await CatgaNode(.nats(patient(server.url)))
        try await third.enqueue(Note(text: "y"))
        await third.shutdown()
    }

    @Test("A full stream reaches the sender, and dropping the oldest is refused")
    func fullStream() async throws {
        let server = try NATSServer()
        var configuration = patient(server.url)
        configuration.streams.maximumMessages = 2
        var nodeConfiguration = NodeConfiguration.nats(configuration)
        nodeConfiguration.requestRetries = RetrySchedule(maximumAttempts: 1)
        let node = try await CatgaNode(nodeConfiguration)
        for text in ["a", "b"] { try await node.enqueue(Note(text: text)) }
        let error = await #expect(throws: CatgaError.self) { try await node.enqueue(Note(text: "c")) }
        #expect(error?.code == .overloaded)
        #expect(error?.isRetryable == true)
        await node.shutdown()
        configuration.streams.whenFull = .dropOld
        #expect(try await refusal(configuration).message.contains("whenFull"))
    }

    @Test("A prefix is one plain word", arguments: ["", "a.b", "a b", ">", "a\r\nPUB x 0"])
    func prefix(_ prefix: String) async throws {
        var configuration = patient("nats://127.0.0.1:1")
        configuration.prefix = prefix
        #expect(try await refusal(configuration).code == .configuration)
    }

    @Test(
        "Nothing that NATS reads anything into becomes part of a subject, a stream or a consumer",
        arguments: [
            "", ".", "a.", ".a", "a..b", "a b", "*", ">", "a.>", "a\tb", "a\0b", "a\r\nPUB x 0\r\n", "ä", "$SYS",
            String(repeating: "a", count: 201),
        ]
    )
    func subjects(_ name: String) throws {
        let subjects = try NATSSubjects(prefix: "catga")
        for channel: Channel in [
            .requests(name), .events(name), .storedEvents(name), .storedCommands(name), .everyNode(name), .node(name),
        ] {
            let error = #expect(throws: CatgaError.self) { try subjects.subject(of: channel) }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains("use ") == true)
            #expect(error?.message.utf8.allSatisfy { $0 >= 0x20 } == true)
        }
    }

    @Test("NATS_URL names the server where nobody else does")
    func environment() {
        setenv("NATS_URL", "nats://one:1,nats://two:2", 1)
        defer { unsetenv("NATS_URL") }
        #expect(NATSConfiguration().urls == ["nats://one:1", "nats://two:2"])
        #expect(NATSConfiguration("nats://three:3").urls == ["nats://three:3"])
    }
}
