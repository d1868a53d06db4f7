import Catga
import CatgaNATS
import Foundation
import Testing
import ToolTesting

@Suite("TLS to NATS", .serialized)
struct TLSTests {
    /// Two authorities; a server's certificate for `localhost` that the first has signed, and one that is no longer valid; a
    /// client's certificate from each.
    private func certificates() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let script = """
            set -e
            key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
            sign() { openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -days $4 -extfile names -out $3.pem; }
            echo subjectAltName=DNS:localhost > names
            for name in ca other; do openssl req -x509 $key -days 2 -keyout $name.key -out $name.pem -subj /CN=$name; done
            for name in server client; do openssl req $key -keyout $name.key -out $name.csr -subj /CN=localhost; done
            sign server ca server 2
            sign server ca expired -1
            sign client ca client 2
            sign client other stranger 2
            """
        let run = try await ToolRun.run(URL(filePath: "/bin/sh"), ["-c", script], in: folder.url)
        try #require(run.status == 0, "openssl is missing (apt-get install openssl) or failed: \(run.errors)")
        return folder
    }

    private func server(
        _ certificates: TemporaryFolder,
        certificate: String = "server.pem",
        _ arguments: [String] = []
    ) throws -> NATSServer {
        let files = ["--tlscert", certificates.path(certificate), "--tlskey", certificates.path("server.key")]
        return try NATSServer(["--tls"] + files + arguments, jetStream: false, logs: true)
    }

    private func configuration(_ server: NATSServer, _ certificates: TemporaryFolder) -> NATSConfiguration {
        var configuration = NATSConfiguration("tls://localhost:\(server.port)")
        configuration.connectTimeoutMilliseconds = 30_000
        configuration.tls.authorityFile = certificates.path("ca.pem")
        configuration.credentials = .user("shop", password: "hidden")
        return configuration
    }

    @Test("A server is believed only with a certificate for its host from a trusted authority")
    func verification() async throws {
        let certificates = try await certificates()
        let server = try server(certificates)
        var configuration = configuration(server, certificates)
        configuration.tls.authorityFile = certificates.path("other.pem")
        try await expectRefusal(configuration, "trusted")
        configuration.tls.authorityFile = nil
        try await expectRefusal(configuration, "trusted")
        configuration.tls.authorityFile = certificates.path("ca.pem")
        configuration.urls = ["tls://127.0.0.1:\(server.port)"]
        try await expectRefusal(configuration, "for that host")
        configuration.tls.serverName = "elsewhere"
        try await expectRefusal(configuration, "for that host")
        configuration.urls = ["nats://localhost:\(server.port)"]
        try await expectRefusal(configuration, "use tls://")
        configuration.tls.authorityFile = "/nonexistent/ca.pem"
        configuration.urls = ["tls://localhost:\(server.port)"]
        try await expectRefusal(configuration, "/nonexistent/ca.pem")
        try expectNothingSent(to: server)
        configuration.tls.authorityFile = certificates.path("ca.pem")
        configuration.tls.serverName = "localhost"
        try await expectWorking(configuration)
        configuration.tls.serverName = nil
        try await expectWorking(configuration)
        // Otherwise nothing having been sent would prove nothing.
        #expect(try server.log(with: "[CONNECT").count == 4)
    }

    @Test("A server whose certificate is no longer valid is not believed")
    func expired() async throws {
        let certificates = try await certificates()
        let server = try server(certificates, certificate: "expired.pem")
        try await expectRefusal(configuration(server, certificates), "still valid")
        try expectNothingSent(to: server)
    }

    @Test("A server that asks for a certificate is shown one, and its refusal of another is told")
    func clientCertificate() async throws {
        let certificates = try await certificates()
        let server = try server(certificates, ["--tlsverify", "--tlscacert", certificates.path("ca.pem")])
        var configuration = configuration(server, certificates)
        try await expectRefusal(configuration, "certificateFile")
        configuration.tls.certificateFile = certificates.path("stranger.pem")
        configuration.tls.keyFile = certificates.path("client.key")
        try await expectRefusal(configuration, "certificateFile")
        configuration.tls.keyFile = certificates.path("server.key")
        try await expectRefusal(configuration, "stranger.pem")
        configuration.tls.keyFile = nil
        try await expectRefusal(configuration, "tls.keyFile")
        try expectNothingSent(to: server)
        configuration.tls.certificateFile = certificates.path("client.pem")
        configuration.tls.keyFile = certificates.path("client.key")
        try await expectWorking(configuration)
    }

    @Test("tls:// never talks to a server without TLS")
    func plaintextServer() async throws {
        let certificates = try await certificates()
        let server = try NATSServer(jetStream: false, logs: true)
        try await expectRefusal(configuration(server, certificates), "does not offer TLS")
        try expectNothingSent(to: server)
    }

    private func expectWorking(_ configuration: NATSConfiguration) async throws {
        let node = try await CatgaNode(.nats(configuration))
        try await node.start()
        #expect(await node.shutdown().isClean)
    }

    private func expectRefusal(
        _ configuration: NATSConfiguration,
        _ words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let error = try await #require(throws: CatgaError.self, sourceLocation: sourceLocation) {
            let node = try await CatgaNode(.nats(configuration))
            await node.shutdown()
        }
        #expect(error.code == .configuration && !error.isRetryable, "\(error)", sourceLocation: sourceLocation)
        #expect(error.message.contains(words), sourceLocation: sourceLocation)
        #expect(!"\(error)".contains("hidden"), sourceLocation: sourceLocation)
    }

    /// Nothing of what a client says, its credentials in the first place: the server has seen none of it.
    private func expectNothingSent(
        to server: NATSServer,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try !server.log(with: "Client connection created").isEmpty, sourceLocation: sourceLocation)
        #expect(try server.log(with: "<<-") == [], sourceLocation: sourceLocation)
    }
}
