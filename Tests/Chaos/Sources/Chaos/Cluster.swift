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
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin"]
        guard
            let server = folders.map({ "\($0)/nats-server" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else {
            throw ChildProcess.Failure(description: "nats-server is not installed: apt-get install nats-server")
        }
        return server
    }

    /// Where clients find the servers: at the proxies.
    var urls: String { members.map { "nats://127.0.0.1:\($0.proxy.port)" }.joined(separator: ",") }

    // MARK: - What the servers say of themselves

    /// Who leads the stream, by their own word; before there is a stream, who leads the servers.
    ///
    /// - Parameter areFollowersCurrent: Whether those must have all that it has.
    /// - Returns: `nil` while somebody is missing: also the leader of one of its consumers.
    func leader(of stream: String?, areFollowersCurrent: Bool = false) -> Int? {
        let reports = members.indices.map { report(of: $0) }
        guard let stream else {
            guard reports.allSatisfy({ $0 != nil }) else { return nil }
            return reports.firstIndex { $0?.leadsServers == true }
        }
        let there = reports.compactMap { $0 }
        let consumers = Set(there.flatMap { $0.consumers(of: stream) })
        guard consumers == Set(there.flatMap { $0.ledConsumers(of: stream) }), !consumers.isEmpty else { return nil }
        if areFollowersCurrent, !there.allSatisfy({ $0.hasCurrentFollowers(of: stream) }) { return nil }
        return reports.firstIndex { $0?.leads(stream) == true }
    }

    /// Messages in the stream, as its leader has it.
    func messages(in stream: String) -> Int? {
        leader(of: stream).flatMap { report(of: $0) }?.messages(in: stream)
    }

    /// The number of the last message in the copy of each server that answers. One number for all once nothing is on its way,
    /// unless the copies have come apart.
    func lastNumbers(in stream: String) -> [Int] {
        members.indices.compactMap { report(of: $0)?.lastNumber(in: stream) }
    }

    /// Messages that were not handed out, or not acknowledged, as their consumers' leaders have it.
    func waiting(in stream: String) -> Int? {
        guard leader(of: stream) != nil else { return nil }
        return members.indices.reduce(0) { $0 + (report(of: $1)?.waiting(in: stream) ?? 0) }
    }

    private func report(of member: Int) -> Report? {
        Sockets.get("/jsz?streams=true&consumers=true", port: members[member].monitorPort).flatMap {
            Report($0, server: members.count == 1 ? nil : "s\(member)")
        }
    }

    /// Waits until the stream and its consumers are led.
    ///
    /// - Returns: When it was seen; `nil` where it was not in that time.
    func ready(_ stream: String?, areFollowersCurrent: Bool = false, seconds: Double) async -> Int64? {
        let end = now() + Int64(seconds * 1e9)
        while now() < end {
            if leader(of: stream, areFollowersCurrent: areFollowersCurrent) != nil { return now() }
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

    /// A server that has just started calls itself the leader until it knows the others.
    private func leads(_ group: Any?) -> Bool {
        guard let server else { return true }
        guard let group = group as? [String: Any], let others = group["replicas"] as? [Any] else { return false }
        return group["leader"] as? String == server && !others.isEmpty
    }

    var leadsServers: Bool { leads(content["meta_cluster"]) }

    private func details(of stream: String) -> [String: Any]? {
        let accounts = content["account_details"] as? [[String: Any]] ?? []
        let streams = accounts.flatMap { $0["stream_detail"] as? [[String: Any]] ?? [] }
        return streams.first { $0["name"] as? String == stream }
    }

    func leads(_ stream: String) -> Bool { details(of: stream).map { leads($0["cluster"]) } ?? false }

    private func consumerDetails(of stream: String) -> [[String: Any]] {
        details(of: stream)?["consumer_detail"] as? [[String: Any]] ?? []
    }

    func consumers(of stream: String) -> [String] { consumerDetails(of: stream).compactMap { $0["name"] as? String } }

    func ledConsumers(of stream: String) -> [String] {
        consumerDetails(of: stream).filter { leads($0["cluster"]) }.compactMap { $0["name"] as? String }
    }

    /// Of whatever the server leads of the stream and its consumers.
    func hasCurrentFollowers(of stream: String) -> Bool {
        let groups = ([details(of: stream) ?? [:]] + consumerDetails(of: stream)).map { $0["cluster"] }
        return groups.filter { leads($0) }.allSatisfy { group in
            ((group as? [String: Any])?["replicas"] as? [[String: Any]] ?? []).allSatisfy {
                $0["current"] as? Bool == true
            }
        }
    }

    private func state(of stream: String) -> [String: Any]? { details(of: stream)?["state"] as? [String: Any] }

    func messages(in stream: String) -> Int? { state(of: stream)?["messages"] as? Int }

    func lastNumber(in stream: String) -> Int? { state(of: stream)?["last_seq"] as? Int }

    /// Messages that the stream's consumers have not handed out, and such as were handed out and not acknowledged.
    func waiting(in stream: String) -> Int {
        consumerDetails(of: stream).filter { leads($0["cluster"]) }.reduce(0) { sum, consumer in
            ["num_pending", "num_ack_pending"].reduce(sum) { $0 + (consumer[$1] as? Int ?? 0) }
        }
    }
}
