import Catga
import CatgaNATS
import Foundation
import Testing

@Suite("TLS to NATS", .serialized)
struct TLSTests {
    /// Two authorities, and a server's certificate for `localhost` that the first has signed.
    private final class Certificates {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "catga-tls-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let script = """
                set -e
                for name in ca other; do
                  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout $name.key -out $name.pem -subj /CN=$name
                done
                openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost
                echo subjectAltName=DNS:localhost > names
                openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem
                """
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", script]
            process.currentDirectoryURL = folder
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "openssl is missing or failed: apt-get install openssl")
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }

        deinit {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    @Test("A server is believed only with a certificate for its host from a trusted authority")
    func verification() async throws {
        let certificates = try Certificates()
        let server = try NATSServer(
            ["--tls", "--tlscert", certificates.path("server.pem"), "--tlskey", certificates.path("server.key")],
            jetStream: false
        )
        var configuration = NATSConfiguration("tls://localhost:\(server.port)")
        configuration.connectTimeoutMilliseconds = 3_000
        configuration.tls.authorityFile = certificates.path("ca.pem")
        let node = try await CatgaNode(.nats(configuration))
        try await node.start()
        #expect(await node.shutdown().isClean)

        configuration.tls.authorityFile = certificates.path("other.pem")
        try await expectRefusal(configuration)
        configuration.tls.authorityFile = nil
        try await expectRefusal(configuration)
        configuration.tls.authorityFile = certificates.path("ca.pem")
        configuration.urls = ["tls://127.0.0.1:\(server.port)"]
        try await expectRefusal(configuration)
        configuration.tls.serverName = "localhost"
        await (try CatgaNode(.nats(configuration))).shutdown()
        configuration.tls.serverName = "elsewhere"
        try await expectRefusal(configuration)
        configuration.urls = ["nats://localhost:\(server.port)"]
        try await expectRefusal(configuration)
        configuration.tls.authorityFile = "/nonexistent/ca.pem"
        configuration.urls = ["tls://localhost:\(server.port)"]
        try await expectRefusal(configuration)
    }

    private func expectRefusal(_ configuration: NATSConfiguration) async throws {
        let error = try await #require(throws: CatgaError.self) {
            let node = try await CatgaNode(.nats(configuration))
            await node.shutdown()
        }
        #expect(error.code == .configuration, "\(error)")
    }
}
