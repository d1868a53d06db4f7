import CNATS
import Catga
import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One connection. Owns the C handle and the subscriptions made on it; thread-safe as the handle is.
final class NATSConnection: @unchecked Sendable {
    private let handle: OpaquePointer
    /// Of a connection that gathers.
    private let flusher: NATSFlusher?

    /// Connects. Waits on a thread that may.
    static func connect(
        _ configuration: NATSConfiguration,
        _ addresses: [NATSAddress],
        name: String,
        sendsAtOnce: Bool,
        events: NATSEvents
    ) async throws(CatgaError) -> NATSConnection {
        let result = await offTheTasks { () -> Result<NATSConnection, CatgaError> in
            Result { () throws(CatgaError) in
                let options = try NATSOptions(
                    configuration, addresses, name: name, sendsAtOnce: sendsAtOnce, events: events)
                var handle: OpaquePointer?
                var status = natsConnection_Connect(&handle, options.handle)
                // libnats before 3.8 leaves out a signature whose first byte is zero, as that of every 256th nonce is:
                // whoever is refused for that is taken with the next. https://github.com/nats-io/nats.c/pull/705
                for _ in 0..<2 where status == NATS_CONNECTION_AUTH_FAILED && configuration.credentials.file != nil {
                    status = natsConnection_Connect(&handle, options.handle)
                }
                guard status == NATS_OK, let handle else { throw refusal(status, addresses, configuration) }
                events.retain()
                return NATSConnection(handle, gathers: !sendsAtOnce)
            }
        }
        return try result.get()
    }

    private init(_ handle: OpaquePointer, gathers: Bool) {
        self.handle = handle
        flusher = gathers ? NATSFlusher(handle) : nil
    }

    deinit {
        flusher?.stop()
        natsConnection_Destroy(handle)
    }

    private static func refusal(
        _ status: natsStatus,
        _ addresses: [NATSAddress],
        _ configuration: NATSConfiguration
    ) -> CatgaError {
        let servers = addresses.map(\.words).joined(separator: ", ")
        let isSecure = addresses.contains(where: \.isSecure)
        let advice =
            switch status {
            case NATS_NO_SERVER: "no server answers there; is it running, and are host and port right?"
            case NATS_CONNECTION_AUTH_FAILED: "the server refused the credentials, or asks for some"
            case NATS_SECURE_CONNECTION_WANTED: "the server does not offer TLS, which tls:// asks for; nothing was sent"
            case NATS_SECURE_CONNECTION_REQUIRED: "the server asks for TLS; use tls://"
            case NATS_SSL_ERROR where !isSecure: "the server asks for TLS; use tls://"
            case NATS_SSL_ERROR: "TLS failed: is the certificate for that host, still valid, and its authority trusted?"
            case NATS_TIMEOUT: "no answer came in time"
            // In TLS 1.3 a server says what it thinks of the client's certificate, or of none, after the handshake.
            case NATS_PROTOCOL_ERROR where isSecure, NATS_IO_ERROR where isSecure,
                NATS_CONNECTION_CLOSED where isSecure:
                "the server ended the connection after TLS began: does it ask for a certificate of yours "
                    + "(tls.certificateFile, tls.keyFile), signed by an authority that it trusts?"
            case NATS_ERR where configuration.credentials.file != nil:
                "\(configuration.credentials.file ?? "") does not hold the credentials that it should"
            default: String(cString: natsStatus_GetText(status))
            }
        // A server that dies while it greets. With TLS it may be what it thinks of the client's certificate.
        let isBroken = [NATS_IO_ERROR, NATS_CONNECTION_CLOSED, NATS_CONNECTION_DISCONNECTED].contains(status)
        let isLost = status == NATS_NO_SERVER || status == NATS_TIMEOUT || (isBroken && !isSecure)
        return CatgaError(
            code: isLost ? .transport : .configuration,
            message: "NATS at \(servers): \(advice)",
            isRetryable: isLost
        )
    }

    var isConnected: Bool { natsConnection_Status(handle) == NATS_CONN_STATUS_CONNECTED }

    // MARK: - Messages

    /// Allocates nothing.
    ///
    /// - Parameter reply: The subject that an answer shall come to.
    func publish(
        _ subject: UnsafePointer<CChar>,
        reply: UnsafePointer<CChar>? = nil,
        _ bytes: UnsafeRawBufferPointer
    ) throws(CatgaError) {
        let data = bytes.baseAddress
        let count = Int32(clamping: bytes.count)
        let status =
            if let reply {
                natsConnection_PublishRequest(handle, subject, reply, data, count)
            } else {
                natsConnection_Publish(handle, subject, data, count)
            }
        if status != NATS_OK { try check(status, bytes.count) }
    }

    /// Publishes an answer, with others in one message where the connection gathers and its receiver reads that.
    func answer(_ subject: UnsafePointer<CChar>, _ bytes: UnsafeRawBufferPointer) throws(CatgaError) {
        if let flusher, flusher.bundles.add(subject, bytes) { return }
        try publish(subject, bytes)
    }

    /// Publishes with the header by which JetStream recognizes a message that comes again.
    func publish(
        _ subject: UnsafePointer<CChar>,
        reply: UnsafePointer<CChar>,
        messageID: UInt64,
        _ bytes: UnsafeRawBufferPointer
    ) throws(CatgaError) {
        var message: OpaquePointer?
        let data = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        try check(natsMsg_Create(&message, subject, reply, data, Int32(clamping: bytes.count)), bytes.count)
        defer { if let message { SpentMessages.add(message) } }
        // On the stack: 16 digits and a zero byte.
        var text: (UInt64, UInt64, UInt64) = (0, 0, 0)
        let status = withUnsafeMutableBytes(of: &text) { text in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: messageID >> UInt64(60 - 4 * place) & 15)
                text[place] = digit < 10 ? digit + 0x30 : digit + 0x61 - 10
            }
            return natsMsgHeader_Set(message, "Nats-Msg-Id", text.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
        try check(status, bytes.count)
        try check(natsConnection_PublishMsg(handle, message), bytes.count)
    }

    /// Publishes with headers, whose values have no line break.
    func publish(
        _ subject: UnsafePointer<CChar>,
        reply: UnsafePointer<CChar>,
        headers: [(name: String, value: String)],
        _ bytes: UnsafeRawBufferPointer
    ) throws(CatgaError) {
        if headers.isEmpty { return try publish(subject, reply: reply, bytes) }
        var message: OpaquePointer?
        let data = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        try check(natsMsg_Create(&message, subject, reply, data, Int32(clamping: bytes.count)), bytes.count)
        defer { natsMsg_Destroy(message) }
        for header in headers { try check(natsMsgHeader_Set(message, header.name, header.value), bytes.count) }
        try check(natsConnection_PublishMsg(handle, message), bytes.count)
    }

    /// Publishes a short text that nobody is told of if it is lost, without a copy of the subject.
    func publish(_ text: StaticString, to subject: UnsafePointer<CChar>) {
        _ = natsConnection_Publish(handle, subject, text.utf8Start, Int32(text.utf8CodeUnitCount))
    }

    /// As above, for a text that is made up.
    func publish(_ text: String, to subject: UnsafePointer<CChar>) {
        _ = natsConnection_PublishString(handle, subject, text)
    }

    /// Sees to it that what was published is written before long, where it is not yet.
    func flushSoon() { flusher?.ask() }

    /// Bytes that a message may have, its headers included, as the server it is connected to says.
    var maximumPayload: Int { Int(clamping: natsConnection_GetMaxPayload(handle)) }

    private func check(_ status: natsStatus, _ count: Int) throws(CatgaError) {
        switch status {
        case NATS_OK: return
        case NATS_MAX_PAYLOAD:
            throw CatgaError(
                code: .transport,
                message: "A frame of \(count) bytes is more than the NATS server takes, whose max_payload is "
                    + "\(maximumPayload) bytes"
            )
        default:
            throw CatgaError(
                code: .transport,
                message: "NATS: \(String(cString: natsStatus_GetText(status)))",
                isRetryable: status != NATS_CONNECTION_CLOSED && status != NATS_INVALID_SUBJECT
            )
        }
    }

    func subscribe(
        _ subject: String,
        group: String? = nil,
        _ hear: @escaping NATSSubscription.Hear
    ) throws(CatgaError) -> NATSSubscription {
        try NATSSubscription(handle, self, subject, group, hear)
    }

    /// After a flush: whether the server has taken a subscription, of which it says nothing unless it refuses it.
    ///
    /// - Throws: ``CatgaError/Code/configuration``.
    func checkSubscription(to subject: String) throws(CatgaError) {
        var words: UnsafePointer<CChar>?
        guard natsConnection_GetLastError(handle, &words) == NATS_NOT_PERMITTED, let words,
            strstr(words, "Subscription to \"\(subject)\"") != nil
        else { return }
        throw CatgaError(
            code: .configuration,
            message: "NATS: the server does not let this node subscribe to \(subject); its user needs the permission to"
        )
    }

    /// Waits until the server has all that was published and knows all subscriptions.
    func flush(timeoutMilliseconds: Int64 = 5_000) async throws(CatgaError) {
        let status = await offTheTasks { self.flushNow(timeoutMilliseconds: timeoutMilliseconds) }
        try check(status, 0)
    }

    private func flushNow(timeoutMilliseconds: Int64) -> natsStatus {
        flusher?.flush(timeoutMilliseconds: timeoutMilliseconds)
            ?? natsConnection_FlushTimeout(handle, timeoutMilliseconds)
    }

    func close() async {
        await offTheTasks {
            // What does not get through now never will.
            if self.isConnected { _ = self.flushNow(timeoutMilliseconds: 2_000) }
            natsConnection_Close(self.handle)
        }
    }
}

/// Runs what may block on a thread that may be blocked.
func offTheTasks<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withUnsafeContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
}
