import Foundation

/// `nats-server` processes with routes to one another, files for storage, and a proxy before each.
final class Cluster: Sendable {
    struct Member: Sendable {
        let process: ChildProcess
        let proxy: Proxy
        let monitorPort: Int
    }

    let members: [Member]

    /// - Parameter folder: Where the servers keep what they keep.
    init(size: Int, folder: URL) throws {
        let ports = try Sockets.freePorts(size * 3)
        let routes = (0..<size).map { "nats://127.0.0.1:\(ports[size + $0])" }
        let path = try Self.serverPath()
        members = try (0..<size).map { index in
            let name = "s\(index)"
            var configuration = """
                server_name: \(name)
                listen: "127.0.0.1:\(ports[index])"
                http: "127.0.0.1:\(ports[2 * size + index])"
                jetstream { store_dir: "\(folder.appending(path: name).path)" }

                """
            if size > 1 {
                // Clients shall not learn of a way round the proxies.
                configuration += """
                    cluster {
                      name: chaos
                      listen: "127.0.0.1:\(ports[size + index])"
                      no_advertise: true
                      routes: [\(routes.map { "\"\($0)\"" }.joined(separator: ", "))]
                    }

                    """
            }
            let file = folder.appending(path: "\(name).conf")
            try configuration.write(to: file, atomically: true, encoding: .utf8)
            return Member(
                process: ChildProcess(path, ["-c", file.path], log: folder.appending(path: "\(name).log").path),
                proxy: try Proxy(to: ports[index]),
                monitorPort: ports[2 * size + index]
            )
        }
    }

    private static func serverPath() throws -> String {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") + ["/usr/sbin"]
        guard
            let path = folders.map({ "\($0)/nats-server" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) })
        else {
            throw ChildProcess.Failure(description: "nats-server is not installed: apt-get install nats-server")
        }
        return path
    }

    /// Where clients find the servers: at the proxies.
    var urls: String { members.map { "nats://127.0.0.1:\($0.proxy.port)" }.joined(separator: ",") }

    // MARK: - What the servers say of themselves

    /// Who leads the stream and its consumers, each by their own word; before there is a stream, who leads the servers.
    ///
    /// - Returns: `nil` while somebody is missing.
    func leaders(of stream: String?) -> (stream: Int, consumer: Int)? {
        let reports = members.indices.map { report(of: $0) }
        guard let stream else {
            guard reports.allSatisfy({ $0 != nil }) else { return nil }
            return reports.firstIndex { $0?.leadsServers == true }.map { ($0, $0) }
        }
        guard let first = reports.firstIndex(where: { $0?.leads(stream) == true }),
            let second = reports.firstIndex(where: { $0?.leadsConsumers(of: stream) == true })
        else { return nil }
        return (first, second)
    }

    /// Messages in the stream, as its leader has it.
    func messages(in stream: String) -> Int? {
        leaders(of: stream).flatMap { report(of: $0.stream) }?.messages(in: stream)
    }

    private func report(of member: Int) -> Report? {
        Sockets.get("/jsz?streams=true&consumers=true", port: members[member].monitorPort).flatMap {
            Report($0, server: members.count == 1 ? nil : "s\(member)")
        }
    }

    /// Waits until the stream and its consumers are led.
    ///
    /// - Returns: When it was seen; `nil` where it was not in that time.
    func ready(_ stream: String?, seconds: Double) async -> Int64? {
        let end = now() + Int64(seconds * 1e9)
        while now() < end {
            if leaders(of: stream) != nil { return now() }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    func end() {
        for member in members { member.process.kill() }
    }
}

/// One server's `/jsz`.
private struct Report {
    private let content: [String: Any]
    /// `nil` for one that is alone, and so leads all that it has.
    private let server: String?

    init?(_ data: Data, server: String?) {
        guard let content = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
        self.content = content
        self.server = server
    }

    private func leads(_ group: Any?) -> Bool {
        server == nil || (group as? [String: Any])?["leader"] as? String == server
    }

    var leadsServers: Bool { leads(content["meta_cluster"]) }

    private func details(of stream: String) -> [String: Any]? {
        let accounts = content["account_details"] as? [[String: Any]] ?? []
        let streams = accounts.flatMap { $0["stream_detail"] as? [[String: Any]] ?? [] }
        return streams.first { $0["name"] as? String == stream }
    }

    func leads(_ stream: String) -> Bool { details(of: stream).map { leads($0["cluster"]) } ?? false }

    func leadsConsumers(of stream: String) -> Bool {
        let consumers = details(of: stream)?["consumer_detail"] as? [[String: Any]] ?? []
        return !consumers.isEmpty && consumers.allSatisfy { leads($0["cluster"]) }
    }

    func messages(in stream: String) -> Int? {
        (details(of: stream)?["state"] as? [String: Any])?["messages"] as? Int
    }
}
