import CNATS

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Tells whether a server is there again before libnats tries to connect to it: libnats holds its connection's lock meanwhile,
/// for which everything waits that publishes, and a host that takes no packet or says no word keeps it so until the time of
/// connecting is over.
enum ServerGreeting {
    /// The first wait for one. It doubles up to the time of connecting, so that hosts that are slow are waited for, and ones that
    /// come back are found before their connection would have been tried again by itself.
    private static let shortestWait: Int64 = 1_000

    /// Returns when a server that a lost connection knows has greeted, or the connection was closed. Called by libnats, which
    /// then connects, on a thread of the connection's own and without its lock. With several servers libnats asks once they have
    /// all been tried but one, and does not always begin with the one that has greeted.
    static func wait(
        _ connection: OpaquePointer?,
        pauseMilliseconds: Range<Int64>,
        connectTimeoutMilliseconds: Int64
    ) {
        var longest = min(shortestWait, connectTimeoutMilliseconds)
        while true {
            var pause = Int64.random(in: pauseMilliseconds)
            while pause > 0, !natsConnection_IsClosed(connection) {
                usleep(UInt32(min(pause, slice)) * 1_000)
                pause -= slice
            }
            if natsConnection_IsClosed(connection) { return }
            let servers = servers(of: connection)
            // None whose address is understood here: libnats may know better.
            if servers.isEmpty { return }
            let attempt = GreetingAttempt(servers) { natsConnection_IsClosed(connection) }
            if attempt.isGreeted(within: longest, unless: { natsConnection_IsClosed(connection) }) { return }
            longest = min(longest * 2, connectTimeoutMilliseconds)
        }
    }

    /// Milliseconds after which it looks again whether the connection was closed.
    fileprivate static let slice: Int64 = 50

    private static func servers(of connection: OpaquePointer?) -> [NATSAddress] {
        var urls: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int32 = 0
        guard natsConnection_GetServers(connection, &urls, &count) == NATS_OK, let urls else { return [] }
        defer { free(urls) }
        return (0..<Int(count)).compactMap { place in
            defer { free(urls[place]) }
            return urls[place].flatMap { try? NATSAddress(String(cString: $0)) }
        }
    }
}

/// Connections to all of a connection's servers at once, to hear the first byte that each says to a client. Owns the sockets.
private struct GreetingAttempt: ~Copyable {
    private var sockets: [pollfd] = []
    /// As many addresses as are tried.
    private static let maximum = 64

    /// Waits for the servers' names.
    init(_ servers: [NATSAddress], unless isOver: () -> Bool) {
        // Of more than are tried, others the next time.
        for server in servers.shuffled() where !isOver() { connect(server) }
    }

    deinit {
        for socket in sockets where socket.fd >= 0 { close(socket.fd) }
    }

    private mutating func connect(_ server: NATSAddress) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(server.host, "\(server.port)", &hints, &found) == 0 else { return }
        defer { freeaddrinfo(found) }
        var next = found
        while let address = next?.pointee, sockets.count < Self.maximum {
            next = address.ai_next
            let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            guard descriptor >= 0 else { continue }
            sockets.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
            // What fails at once is found by the first poll.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = Self.connect(descriptor, address.ai_addr, address.ai_addrlen)
        }
    }

    #if canImport(Glibc)
    private static let connect = Glibc.connect
    #elseif canImport(Musl)
    private static let connect = Musl.connect
    #elseif canImport(Darwin)
    private static let connect = Darwin.connect
    #endif

    /// - Returns: Whether one of them greets before the time is over.
    consuming func isGreeted(within milliseconds: Int64, unless isOver: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while ContinuousClock.now < end, !isOver(), sockets.contains(where: { $0.fd >= 0 }) {
            guard poll(&sockets, nfds_t(sockets.count), Int32(ServerGreeting.slice)) > 0 else { continue }
            for place in sockets.indices where sockets[place].revents != 0 {
                var byte: UInt8 = 0
                if recv(sockets[place].fd, &byte, 1, 0) == 1 { return true }
                // Refused, or ended without a word. Not polled any more.
                close(sockets[place].fd)
                sockets[place].fd = -1
                sockets[place].revents = 0
            }
        }
        return false
    }
}
