import Foundation
import Synchronization

/// A real `nats-server` on a free loopback port, with a folder of its own; ends with the process that started it.
final class NATSServer: Sendable {
    let port: Int
    private let folder: URL
    private let configurationFile: URL
    /// What every configuration ends with.
    private let common: String
    private let logFile: URL
    private let arguments: [String]
    private let process: Mutex<Process?>

    var url: String { "nats://127.0.0.1:\(port)" }

    struct Failure: Error {
        let message: String
    }

    /// - Parameters:
    ///   - arguments: Besides address, port and, with JetStream, the folder.
    ///   - configuration: The text of a configuration file.
    ///   - logs: Whether it writes down every connection and every word of its clients, for ``log``.
    init(
        _ arguments: [String] = [],
        jetStream: Bool = true,
        limits: String = "",
        configuration: String? = nil,
        logs: Bool = false
    ) throws {
        port = try Self.freePort()
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "catga-nats-\(UUID().uuidString)")
        configurationFile = folder.appending(path: "server.conf")
        logFile = folder.appending(path: "server.log")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var all = ["-a", "127.0.0.1", "-p", "\(port)"] + arguments
        let store = folder.appending(path: "js").path
        // A server that reads its configuration again forgets what its arguments said of JetStream.
        common = jetStream ? "\njetstream { store_dir: \"\(store)\", limits { \(limits) } }\n" : "\n"
        if let configuration {
            try (configuration + common).write(to: configurationFile, atomically: true, encoding: .utf8)
            all += ["-c", configurationFile.path]
        } else if jetStream {
            all += ["-js", "-sd", store]
        }
        if logs { all += ["-DV", "-l", logFile.path] }
        self.arguments = all
        process = Mutex(nil)
        try start()
    }

    func start() throws {
        guard let path = Self.path() else {
            throw Failure(message: "nats-server is not installed: apt-get install nats-server")
        }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process.withLock { $0 = process }
        for _ in 0..<500 {
            if Self.accepts(port) { return }
            guard process.isRunning else { break }
            usleep(20_000)
        }
        throw Failure(message: "nats-server did not start: \(arguments.joined(separator: " "))")
    }

    /// As a crash would.
    func kill() {
        process.withLock { process in
            guard let running = process else { return }
            Foundation.kill(running.processIdentifier, SIGKILL)
            running.waitUntilExit()
            process = nil
        }
    }

    /// Has the running server read another configuration.
    func reload(_ configuration: String) throws {
        try (configuration + common).write(to: configurationFile, atomically: true, encoding: .utf8)
        process.withLock { if let process = $0 { _ = Foundation.kill(process.processIdentifier, SIGHUP) } }
    }

    /// Lines of what the server has seen and done, where it was told to write that down.
    func log(with text: String) throws -> [String] {
        try String(contentsOf: logFile, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { $0.contains(text) }
    }

    /// What clients said that begins with a word of their protocol; the server's own parts talk in it too.
    func heard(_ word: String) throws -> [String] {
        try log(with: "[\(word) ").filter { $0.contains(" - cid:") }
    }

    /// As a machine that stands still; ``kill()`` ends it all the same.
    func pause() {
        process.withLock { process in
            if let process { _ = Foundation.kill(process.processIdentifier, SIGSTOP) }
        }
    }

    /// Goes on after ``pause()``.
    func resume() {
        process.withLock { process in
            if let process { _ = Foundation.kill(process.processIdentifier, SIGCONT) }
        }
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func path() -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin"]
        return folders.map { "\($0)/nats-server" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    // MARK: - Ports

    /// Not one of those that systems give to connections: such a one would be taken before the server has it.
    private static func freePort() throws -> Int {
        for _ in 0..<100 {
            guard let (socket, port) = try? bind(port: .random(in: 10_000..<32_768)) else { continue }
            close(socket)
            return port
        }
        throw Failure(message: "no free loopback port")
    }

    static func bind(port: UInt16) throws -> (socket: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // Also where a server's connections have just ended.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = loopback(port)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            throw Failure(message: "no free loopback port")
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A socket whose connection to a loopback port is on its way, or there.
    static func beginConnecting(to port: Int) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = loopback(UInt16(port))
        _ = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }

    static func accepts(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(UInt16(port))
        return withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}

/// Waits until something holds, half a minute at most.
func wait(until holds: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while try !holds(), .now < end { try await Task.sleep(for: .milliseconds(10)) }
}
