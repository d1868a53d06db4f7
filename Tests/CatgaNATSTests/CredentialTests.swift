import Catga
import Foundation
import Synchronization
import Testing
import ToolTesting

@testable import CatgaNATS
@testable import TransportConformance

@Suite("Who a node on NATS says it is", .serialized)
struct CredentialTests {
    private func expectWorking(_ server: NATSServer, _ credentials: NATSConfiguration.Credentials) async throws {
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = credentials
        let node = try await CatgaNode(.nats(configuration))
        try await node.start()
        #expect(await node.shutdown().isClean)
    }

    private func expectRefusal(
        _ server: NATSServer,
        _ credentials: NATSConfiguration.Credentials,
        _ words: String,
        secret: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = credentials
        let error = try await #require(throws: CatgaError.self, sourceLocation: sourceLocation) {
            let node = try await CatgaNode(.nats(configuration))
            await node.shutdown()
        }
        #expect(error.code == .configuration && !error.isRetryable, "\(error)", sourceLocation: sourceLocation)
        #expect(error.message.contains(words), sourceLocation: sourceLocation)
        #expect(!"\(error)".contains(secret), sourceLocation: sourceLocation)
    }

    @Test(
        "A node that may not hear what it has to hear does not start",
        arguments: ["workers.*", "events.Noticed", "nodes"])
    func permissions(_ subject: String) async throws {
        let user = "user: shop, password: x, permissions: { subscribe: { deny: \"catga.\(subject)\" } }"
        let server = try NATSServer(configuration: "authorization { users: [ { \(user) } ] }")
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = .user("shop", password: "x")
        let nodes = Nodes(.nats(configuration))
        let error = try await #require(throws: CatgaError.self) { try await nodes.serving("a") }
        #expect(error.code == .configuration)
        #expect(error.message.contains("subscribe to catga.\(subject.replacing("*", with: ""))"), "\(error)")
        await nodes.shutdown()
    }

    @Test("What a node may not publish is said, once")
    func denial() async throws {
        let user = "user: shop, password: hidden, permissions: { publish: { deny: \"catga.events.Noticed\" } }"
        let server = try NATSServer(configuration: "authorization { users: [ { \(user) } ] }")
        let told = Journal()
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = .user("shop", password: "hidden")
        configuration.onDenial = { told.add($0.message) }
        let nodes = Nodes(.nats(configuration))
        let client = try await nodes.silent("c")
        for number in 0..<50 as Range<Int64> { try await client.publish(Noticed(number: number)) }
        try await told.wait("the server's word") { !$0.lines.isEmpty }
        try await client.publish(Placed(number: 1))
        try await Task.sleep(for: .milliseconds(200))
        #expect(told.lines.count == 1)
        #expect(told.lines.allSatisfy { $0.contains("Publish to \"catga.events.Noticed\"") && !$0.contains("hidden") })
        await nodes.shutdown()
    }

    @Test("An nkey: the server knows the public key, the node proves that it has the seed")
    func nkey() async throws {
        let (key, other, folder) = (try await NKey(.user), try await NKey(.user), try TemporaryFolder())
        let server = try NATSServer(
            jetStream: false,
            configuration: "authorization { users: [ { nkey: \(key.publicKey) } ] }",
            logs: true
        )
        let seed = try folder.write("user.nk", key.seed + "\n").path
        let otherSeed = try folder.write("other.nk", other.seed + "\n").path
        try await expectRefusal(
            server, .nkey(publicKey: key.publicKey, seedFile: otherSeed), "credentials", secret: other.seed)
        try await expectRefusal(
            server, .nkey(publicKey: other.publicKey, seedFile: otherSeed), "credentials", secret: other.seed)
        let broken = try folder.write("broken.nk", String(key.seed.dropLast(4)) + "AAAA\n").path
        try await expectRefusal(
            server, .nkey(publicKey: key.publicKey, seedFile: broken), "broken.nk", secret: String(key.seed.dropLast(4))
        )
        try await expectRefusal(
            server, .nkey(publicKey: key.publicKey, seedFile: folder.path("none.nk")), "none.nk", secret: key.seed)
        #expect(try server.heard("SUB").isEmpty && server.heard("PUB").isEmpty)
        try await expectWorking(server, .nkey(publicKey: key.publicKey, seedFile: seed))
        #expect(try !server.heard("SUB").isEmpty)
        #expect(try server.log(with: key.seed).isEmpty)
    }

    @Test("Who signs is not refused for what the signature happens to begin with")
    func signatures() async throws {
        let (key, folder) = (try await NKey(.user), try TemporaryFolder())
        let server = try NATSServer(
            jetStream: false, configuration: "authorization { users: [ { nkey: \(key.publicKey) } ] }")
        var configuration = NATSConfiguration(server.url)
        let seed = try folder.write("user.nk", key.seed + "\n").path
        configuration.credentials = .nkey(publicKey: key.publicKey, seedFile: seed)
        let addresses = [try NATSAddress(server.url)]
        // One in 256 would be.
        for _ in 0..<1_000 {
            let events = NATSEvents()
            let connection = try await NATSConnection.connect(
                configuration, addresses, name: "test", sendsAtOnce: true, events: events)
            await connection.close()
            let isRefused = events.isRefused.load(ordering: .relaxed)
            #expect(!isRefused)
        }
    }

    @Test("A credentials file: a token that the account has signed, and the user's seed")
    func credentialsFile() async throws {
        let (top, account, stranger) = (
            try await NKey(.operator), try await NKey(.account), try await NKey(.account)
        )
        let (user, folder) = (try await NKey(.user), try TemporaryFolder())
        let limits: [String: Any] = [
            "subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1, "wildcards": true, "conn": -1,
            "leaf": -1,
        ]
        let operatorToken = try await top.token(top, ["type": "operator", "version": 2])
        let accountToken = try await top.token(account, ["type": "account", "version": 2, "limits": limits])
        let server = try NATSServer(
            jetStream: false,
            configuration: """
                operator: \(operatorToken)
                resolver: MEMORY
                resolver_preload: { \(account.publicKey): \(accountToken) }
                """,
            logs: true
        )
        let claims: [String: Any] = ["type": "user", "version": 2, "subs": -1, "data": -1, "payload": -1]
        func file(_ name: String, _ token: String) throws -> String {
            try folder.write(
                name,
                """
                -----BEGIN NATS USER JWT-----
                \(token)
                ------END NATS USER JWT------

                -----BEGIN USER NKEY SEED-----
                \(user.seed)
                ------END USER NKEY SEED------

                """
            ).path
        }
        let forged = try file("forged.creds", try await stranger.token(user, claims))
        try await expectRefusal(server, .file(forged), "credentials", secret: user.seed)
        let broken = try folder.write("broken.creds", "hidden, and no credentials").path
        try await expectRefusal(server, .file(broken), "broken.creds", secret: "hidden")
        #expect(try server.heard("SUB").isEmpty && server.heard("PUB").isEmpty)
        try await expectWorking(server, .file(try file("user.creds", try await account.token(user, claims))))
    }
}
