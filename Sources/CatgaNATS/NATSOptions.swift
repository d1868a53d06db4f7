import CNATS
import Catga
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The options of one connection. Owns the C handle; the connection copies it.
final class NATSOptions {
    let handle: OpaquePointer

    /// - Parameters:
    ///   - sendsAtOnce: Every message is written as it is published, rather than gathered for a millisecond.
    ///   - events: Lives as long as the connection, which calls it back.
    init(
        _ configuration: NATSConfiguration,
        _ addresses: [NATSAddress],
        name: String,
        sendsAtOnce: Bool,
        events: NATSEvents
    ) throws(CatgaError) {
        var created: OpaquePointer?
        try checked(natsOptions_Create(&created), "making options")
        guard let created else { throw CatgaError(code: .transport, message: "libnats made no options") }
        handle = created
        try set(addresses.map(\.url))
        try checked(natsOptions_SetName(handle, name), "setting the name")
        try checked(natsOptions_SetTimeout(handle, configuration.connectTimeoutMilliseconds), "setting the timeout")
        try checked(natsOptions_SetSendAsap(handle, sendsAtOnce), "setting how to write")
        // Read and written in larger pieces than libnats' own 32 KiB, of which each costs a system call. Memory that no burst
        // has filled yet takes no room.
        try checked(natsOptions_SetIOBufSize(handle, sendsAtOnce ? 256 << 10 : 512 << 10), "setting the buffers")
        // On the one that writes at once every subscription has a thread of its own, which may run handlers.
        try checked(natsOptions_UseGlobalMessageDelivery(handle, !sendsAtOnce), "setting the delivery")
        try checked(natsOptions_SetMaxReconnect(handle, -1), "setting reconnects")
        try checked(natsOptions_SetPingInterval(handle, 5_000), "setting pings")
        try checked(natsOptions_SetMaxPingsOut(handle, 2), "setting pings")
        // Without one, whoever writes to a server that stands still waits for ever, and with it all who want the connection:
        // pings too, which would end it.
        try checked(natsOptions_SetWriteDeadline(handle, 5_000), "setting the longest write")
        let closure = Unmanaged.passUnretained(events).toOpaque()
        events.pauseMilliseconds = 200..<(addresses.contains(where: \.isSecure) ? 1_200 : 500)
        events.connectTimeoutMilliseconds = configuration.connectTimeoutMilliseconds
        try checked(
            natsOptions_SetCustomReconnectDelay(handle, NATSEvents.waitsToReconnect, closure), "setting reconnects")
        try checked(natsOptions_SetReconnectedCB(handle, NATSEvents.reconnected, closure), "setting callbacks")
        try checked(natsOptions_SetErrorHandler(handle, NATSEvents.failed, closure), "setting callbacks")
        try checked(natsOptions_SetClosedCB(handle, NATSEvents.closed, closure), "setting callbacks")
        try set(configuration.credentials, events)
        if addresses.contains(where: \.isSecure) { try set(configuration.tls, addresses) }
    }

    deinit {
        natsOptions_Destroy(handle)
    }

    private func set(_ urls: [String]) throws(CatgaError) {
        let copies = urls.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var pointers = copies.map { UnsafePointer($0) }
        try checked(natsOptions_SetServers(handle, &pointers, Int32(urls.count)), "setting the servers")
    }

    private func set(_ credentials: NATSConfiguration.Credentials, _ events: NATSEvents) throws(CatgaError) {
        switch credentials {
        case .none: break
        case .file(let path):
            try readable(path, "credentials")
            try checked(natsOptions_SetUserCredentialsFromFiles(handle, path, nil), "reading credentials from \(path)")
        case .nkey(let publicKey, let seedFile):
            try readable(seedFile, "seed")
            try checked(natsOptions_SetNKeyFromSeed(handle, publicKey, seedFile), "reading the seed from \(seedFile)")
        case .user(let name, let password):
            try checked(natsOptions_SetUserInfo(handle, name, password), "setting the user")
        case .token(let token):
            try checked(natsOptions_SetToken(handle, token), "setting the token")
        case .tokenFile(let path):
            try readable(path, "token")
            try provide({ firstLine(of: path) }, events)
        case .tokenProvider(let provider):
            try provide(provider, events)
        }
    }

    private func provide(_ token: @escaping @Sendable () -> String, _ events: NATSEvents) throws(CatgaError) {
        events.token = token
        let closure = Unmanaged.passUnretained(events).toOpaque()
        try checked(natsOptions_SetTokenHandler(handle, NATSEvents.asksForToken, closure), "setting the token")
    }

    private func set(_ tls: NATSConfiguration.TLS, _ addresses: [NATSAddress]) throws(CatgaError) {
        guard addresses.allSatisfy(\.isSecure) else {
            throw CatgaError(
                code: .configuration, message: "Of the NATS URLs some are tls:// and some are not; use tls:// for all")
        }
        let hosts = Set(addresses.map(\.host))
        guard let host = tls.serverName ?? (hosts.count == 1 ? hosts.first : nil) else {
            throw CatgaError(
                code: .configuration,
                message:
                    "The tls:// URLs name different hosts; set tls.serverName to what the servers' certificates are for"
            )
        }
        try checked(natsOptions_SetSecure(handle, true), "setting TLS")
        try checked(natsOptions_SetExpectedHostname(handle, host), "setting the host to expect")
        let authorities = tls.authorityFile ?? systemAuthorities
        try readable(authorities, "authorities")
        try checked(
            natsOptions_LoadCATrustedCertificates(handle, authorities), "reading certificates from \(authorities)")
        guard let certificate = tls.certificateFile, let key = tls.keyFile else {
            guard tls.certificateFile == nil, tls.keyFile == nil else {
                throw CatgaError(
                    code: .configuration, message: "A client certificate needs both tls.certificateFile and tls.keyFile"
                )
            }
            return
        }
        try readable(certificate, "certificate")
        try readable(key, "key")
        try checked(
            natsOptions_LoadCertificatesChain(handle, certificate, key), "reading the certificate from \(certificate)")
    }
}

/// What a connection calls back, on threads of the library's.
final class NATSEvents: @unchecked Sendable {
    private struct Listener {
        var onReconnect: @Sendable () -> Void = {}
        var onRefusal: @Sendable () -> Void = {}
        /// The connection has closed, refused, which is said once.
        var isOver = false
    }

    /// Set when the connection is there already, and calls back.
    private let listener = Mutex(Listener())
    /// The server has refused the credentials since it last took them. libnats tries once more, and then never again.
    let isRefused = Atomic<Bool>(false)
    // Set before the connection is made.
    var token: @Sendable () -> String = { "" }
    /// What is waited before each attempt to connect again.
    var pauseMilliseconds: Range<Int64> = 0..<1
    var connectTimeoutMilliseconds: Int64 = 0
    private let onDenial: @Sendable (String) -> Void
    /// What the server has said that it does not let the node publish.
    private let denials = Mutex<Set<String>>([])
    private static let maximumDenials = 100
    /// Owned; libnats reads it until it asks again.
    private var lastToken: UnsafeMutablePointer<CChar>?

    /// - Parameter onDenial: Called with the server's words where it does not let the node publish.
    init(_ onDenial: @escaping @Sendable (String) -> Void = { _ in }) {
        self.onDenial = onDenial
    }

    deinit {
        free(lastToken)
    }

    private static func events(_ closure: UnsafeMutableRawPointer?) -> NATSEvents? {
        closure.map { Unmanaged<NATSEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    /// - Parameters:
    ///   - onReconnect: Called whenever the connection is there again.
    ///   - onRefusal: Called when it will not be tried again, or at once where that was so before.
    func listen(onReconnect: @escaping @Sendable () -> Void, onRefusal: @escaping @Sendable () -> Void) {
        let isOver = listener.withLock { listener in
            listener.onReconnect = onReconnect
            listener.onRefusal = onRefusal
            return listener.isOver
        }
        if isOver { onRefusal() }
    }

    /// - Returns: Milliseconds that libnats is to wait for itself.
    static let waitsToReconnect: natsCustomReconnectDelayHandler = { connection, _, closure in
        guard let events = events(closure) else { return 1 }
        ServerGreeting.wait(
            connection,
            pauseMilliseconds: events.pauseMilliseconds,
            connectTimeoutMilliseconds: events.connectTimeoutMilliseconds
        )
        return 1
    }
    static let reconnected: natsConnectionHandler = { _, closure in
        guard let events = events(closure) else { return }
        events.isRefused.store(false, ordering: .relaxed)
        // Not called under the lock.
        events.listener.withLock { $0.onReconnect }()
    }
    /// The last that a connection calls: it lets go of what ``retain()`` held.
    static let closed: natsConnectionHandler = { _, closure in
        guard let closure, let events = events(closure) else { return }
        if events.isRefused.load(ordering: .relaxed) {
            let onRefusal = events.listener.withLock { listener in
                listener.isOver = true
                return listener.onRefusal
            }
            onRefusal()
        }
        Unmanaged<NATSEvents>.fromOpaque(closure).release()
    }

    /// For the connection, which calls back until it has closed. Called once for each that was made.
    func retain() {
        _ = Unmanaged.passRetained(self)
    }

    /// Without one libnats prints. Lost messages are counted where they are lost.
    static let failed: natsErrHandler = { connection, _, status, closure in
        if status == NATS_CONNECTION_AUTH_FAILED { events(closure)?.isRefused.store(true, ordering: .relaxed) }
        var words: UnsafePointer<CChar>?
        if status == NATS_NOT_PERMITTED, natsConnection_GetLastError(connection, &words) == status, let words {
            events(closure)?.hearDenial(String(cString: words))
        }
    }

    private func hearDenial(_ words: String) {
        // Who subscribes is thrown an error. No subject has a space or a quotation mark in it.
        guard words.contains("Publish to \"") else { return }
        let isNew = denials.withLock { $0.count < Self.maximumDenials && $0.insert(words).inserted }
        if isNew { onDenial(words) }
    }

    static let asksForToken: natsTokenHandler = { closure in
        guard let events = events(closure) else { return nil }
        free(events.lastToken)
        events.lastToken = strdup(events.token())
        return UnsafePointer(events.lastToken)
    }
}

/// - Throws: ``CatgaError/Code/configuration``: what is set while connecting comes from the configuration.
func checked(_ status: natsStatus, _ deed: String) throws(CatgaError) {
    guard status != NATS_OK else { return }
    throw CatgaError(
        code: .configuration, message: "NATS: \(deed) failed: \(String(cString: natsStatus_GetText(status)))")
}
