import Foundation
import Synchronization

/// Stands between clients and one server, and can do to their connections what a network does. Two threads for each
/// connection.
final class Proxy: Sendable {
    enum Direction {
        case toServer
        case toClient
    }

    private struct Connection {
        let client, server: Int32
        /// Directions that still carry something; at 0 the sockets are closed.
        var open = 2
    }

    private struct State {
        var connections: [Int: Connection] = [:]
        var next = 0
        var delayMicroseconds: UInt32 = 0
        var muted: Direction?
    }

    let port: Int
    private let listener: Int32
    private let target: Int
    private let state = Mutex(State())

    /// - Parameter target: The server's port.
    init(to target: Int) throws {
        (listener, port) = try Sockets.listen()
        self.target = target
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                if client >= 0 { relay(client) }
            }
        }
    }

    private func relay(_ client: Int32) {
        var one: Int32 = 1
        setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        guard let server = Sockets.connect(target) else {
            close(client)
            return
        }
        let number = state.withLock { state in
            state.next += 1
            state.connections[state.next] = Connection(client: client, server: server)
            return state.next
        }
        Thread.detachNewThread { [self] in pump(client, server, .toServer, number) }
        Thread.detachNewThread { [self] in pump(server, client, .toClient, number) }
    }

    private func pump(_ source: Int32, _ sink: Int32, _ direction: Direction, _ number: Int) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = recv(source, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { break }
            while state.withLock({ $0.muted == direction }) { usleep(5_000) }
            usleep(state.withLock { $0.delayMicroseconds })
            guard Sockets.sendAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: sink) else { break }
        }
        shutdown(sink, Int32(SHUT_WR))
        shutdown(source, Int32(SHUT_RD))
        state.withLock { state in
            state.connections[number]?.open -= 1
            guard let ended = state.connections[number], ended.open == 0 else { return }
            close(ended.client)
            close(ended.server)
            state.connections[number] = nil
        }
    }

    // MARK: - Faults

    /// Ends all connections, whatever is on its way.
    func cut() {
        state.withLock { state in
            for connection in state.connections.values {
                shutdown(connection.client, Int32(SHUT_RDWR))
                shutdown(connection.server, Int32(SHUT_RDWR))
            }
        }
    }

    /// Ends one direction of all connections; the other still carries.
    func halfClose(_ direction: Direction) {
        state.withLock { state in
            for connection in state.connections.values {
                shutdown(direction == .toClient ? connection.client : connection.server, Int32(SHUT_WR))
            }
        }
    }

    /// Every read waits that long before it is passed on.
    func delay(milliseconds: Int) {
        state.withLock { $0.delayMicroseconds = UInt32(milliseconds) * 1_000 }
    }

    /// Carries nothing that way until it is `nil` again; then what has come meanwhile.
    func mute(_ direction: Direction?) {
        state.withLock { $0.muted = direction }
    }
}
