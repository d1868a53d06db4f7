import Foundation
import Synchronization

/// A process that was started here and can be treated badly. What it writes goes to a file.
final class ChildProcess: Sendable {
    private let path: String
    private let arguments: [String]
    private let log: String
    /// 0 while it does not run.
    private let identifier = Mutex<pid_t>(0)

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ path: String, _ arguments: [String], log: String) {
        self.path = path
        self.arguments = arguments
        self.log = log
    }

    func start() throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        // Sockets of this process are no business of its children.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
            if let descriptor = Int32(name), descriptor > 2 { posix_spawn_file_actions_addclose(&files, descriptor) }
        }
        let copies = ([path] + arguments).map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, path, &files, nil, copies + [nil], environ)
        guard code == 0 else { throw Failure(description: "\(path) did not start: \(String(cString: strerror(code)))") }
        identifier.withLock { $0 = child }
    }

    func send(_ signal: Int32) {
        identifier.withLock { child in
            if child > 0 { Foundation.kill(child, signal) }
        }
    }

    /// As a crash would, and gone when it returns.
    func kill() {
        send(SIGKILL)
        _ = wait(seconds: 10)
    }

    /// - Returns: The exit code, 128 and the signal's number where one ended it; `nil` where it still runs.
    func wait(seconds: Double) -> Int32? {
        let end = now() + Int64(seconds * 1e9)
        repeat {
            var status: Int32 = 0
            let code: Int32?? = identifier.withLock { child in
                guard child > 0 else { return .some(nil) }
                guard waitpid(child, &status, WNOHANG) == child else { return nil }
                child = 0
                return .some(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F))
            }
            if let code { return code }
            usleep(2_000)
        } while now() < end
        return nil
    }
}
