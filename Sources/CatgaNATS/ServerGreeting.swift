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
    /// Returns when a server that a lost connection knows has greeted, or the connection was closed. Called by libnats, which
    /// then connects, on a thread of the connection's own and without its lock. With several servers libnats asks once they have
    /// all been tried but one, and does not always begin with the one that has greeted.
    ///
    /// - Parameters:
    ///   - pauseMilliseconds: Before a server that refused a connection is tried again.
    ///   - connectTimeoutMilliseconds: The longest wait for one that is silent. Their names are looked up after as long again.
    static func wait(
        _ connection: OpaquePointer?,
        pauseMilliseconds: Range<Int64>,
        connectTimeoutMilliseconds: Int64
    ) {
        let isOver = { natsConnection_IsClosed(connection) }
        while true {
            var pause = Int64.random(in: pauseMilliseconds)
            while pause > 0, !isOver() {
                usleep(UInt32(min(pause, slice)) * 1_000)
                pause -= slice
            }
            if isOver() { return }
            // Of one whose address is not understood here libnats may know better.
            guard let servers = servers(of: connection) else { return }
            let attempt = GreetingAttempt(servers, pauseMilliseconds, unless: isOver)
            if attempt.isGreeted(within: connectTimeoutMilliseconds, unless: isOver) { return }
        }
    }

    /// Milliseconds after which it looks again whether the connection was closed.
    fileprivate static let slice: Int64 = 50

    /// - Returns: `nil` where it has none, or one whose address is not understood: servers tell of others.
    private static func servers(of connection: OpaquePointer?) -> [NATSAddress]? {
        var urls: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int32 = 0
        guard natsConnection_GetServers(connection, &urls, &count) == NATS_OK, let urls else { return nil }
        defer { free(urls) }
        let servers = (0..<Int(count)).compactMap { place in
            defer { free(urls[place]) }
            return urls[place].flatMap { try? NATSAddress(String(cString: $0)) }
        }
        return servers.isEmpty || servers.count < Int(count) ? nil : servers
    }
}

/// Connections to all of a connection's servers at once, to hear the first byte that each says to a client. Owns the sockets.
private struct GreetingAttempt: ~Copyable {
    private struct Server {
        let address: sockaddr_storage
        let size: socklen_t
        /// Where it has refused a connection: when it is tried again.
        var retry = ContinuousClock.now
        /// Where it is silent: when it is tried anew, as a host that comes back says nothing to who called it before. The wait
        /// doubles each time, so that hosts that are slow are waited for.
        var end = ContinuousClock.now
        var patience = Duration.seconds(1)
    }

    private var servers: [Server] = []
    /// One for each of `servers`; without a descriptor where there is no connection, which `poll` passes over.
    private var sockets: [pollfd] = []
    private let pauseMilliseconds: Range<Int64>
    /// As many addresses as are tried.
    private static let maximum = 64

    /// Waits for the servers' names.
    init(_ addresses: [NATSAddress], _ pauseMilliseconds: Range<Int64>, unless isOver: () -> Bool) {
        self.pauseMilliseconds = pauseMilliseconds
        // Of more than are tried, others the next time.
        for address in addresses.shuffled() where !isOver() { add(address) }
    }

    deinit {
        for socket in sockets where socket.fd >= 0 { close(socket.fd) }
    }

    private mutating func add(_ server: NATSAddress) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(server.host, "\(server.port)", &hints, &found) == 0 else { return }
        defer { freeaddrinfo(found) }
        var next = found
        while let info = next?.pointee, servers.count < Self.maximum {
            next = info.ai_next
            var address = sockaddr_storage()
            guard Int(info.ai_addrlen) <= MemoryLayout<sockaddr_storage>.size else { continue }
            withUnsafeMutableBytes(of: &address) {
                $0.copyMemory(from: UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
            }
            servers.append(Server(address: address, size: info.ai_addrlen))
            sockets.append(pollfd(fd: -1, events: Int16(POLLIN), revents: 0))
        }
    }

    private mutating func connect(_ place: Int) {
        servers[place].end = .now + servers[place].patience
        servers[place].patience *= 2
        let descriptor = socket(Int32(servers[place].address.ss_family), Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return refuse(place) }
        // What fails at once is found by the next poll.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        withUnsafePointer(to: servers[place].address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = Self.connect(descriptor, address, servers[place].size)
            }
        }
        sockets[place].fd = descriptor
    }

    #if canImport(Glibc)
    private static let connect = Glibc.connect
    #elseif canImport(Musl)
    private static let connect = Musl.connect
    #elseif canImport(Darwin)
    private static let connect = Darwin.connect
    #endif

    private mutating func end(_ place: Int) {
        close(sockets[place].fd)
        sockets[place].fd = -1
        sockets[place].revents = 0
    }

    private mutating func refuse(_ place: Int) {
        servers[place].retry = .now + .milliseconds(Int64.random(in: pauseMilliseconds))
        servers[place].patience = .seconds(1)
    }

    /// - Returns: Whether one of them greets before the time is over.
    consuming func isGreeted(within milliseconds: Int64, unless isOver: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while !servers.isEmpty, ContinuousClock.now < end, !isOver() {
            for place in sockets.indices {
                if sockets[place].revents != 0 {
                    var byte: UInt8 = 0
                    if recv(sockets[place].fd, &byte, 1, 0) == 1 { return true }
                    self.end(place)
                    refuse(place)
                } else if sockets[place].fd >= 0, servers[place].end <= .now {
                    self.end(place)
                    connect(place)
                } else if sockets[place].fd < 0, servers[place].retry <= .now {
                    connect(place)
                }
            }
            poll(&sockets, nfds_t(sockets.count), Int32(ServerGreeting.slice))
        }
        return false
    }
}
