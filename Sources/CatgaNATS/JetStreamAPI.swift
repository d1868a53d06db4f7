import Catga
import Foundation

/// JetStream's requests for managing streams and consumers, in JSON.
struct JetStreamAPI: Sendable {
    private let inbox: NATSInbox
    /// The server in words.
    private let name: String
    private static let timeoutMilliseconds: UInt64 = 5_000

    init(_ inbox: NATSInbox, name: String) {
        self.inbox = inbox
        self.name = name
    }

    /// What the server answered: either a description of the thing, or why not.
    enum Answer {
        case found([String: Any])
        case refused(code: Int, description: String)
    }

    /// - Parameter verb: What stands behind `$JS.API.`.
    nonisolated(nonsending) func ask(_ verb: String, _ body: [String: Any]? = nil) async throws(CatgaError) -> Answer {
        let bytes = body.map(Self.encoded) ?? []
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        let number = try inbox.send(
            "$JS.API.\(verb)",
            UnsafeRawBufferPointer(memory),
            timeoutMilliseconds: Self.timeoutMilliseconds
        )
        let arrival: Arrival
        do throws(CatgaError) {
            arrival = try await inbox.answers.answer(to: number)
        } catch {
            throw error.code == .noHandler ? isMissing : error
        }
        defer { arrival.destroyMessage() }
        let data = Data(arrival.bytes)
        guard let answer = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw CatgaError(code: .transport, message: "JetStream answered \(verb) with something else than JSON")
        }
        guard let error = answer["error"] as? [String: Any] else { return .found(answer) }
        let code = error["err_code"] as? Int ?? 0
        // 10039: not for this account; 10076: not for this server.
        if code == 10_039 || code == 10_076 { throw isMissing }
        let description = error["description"] as? String ?? "for no stated reason"
        // No leader, not yet ready, a stream or a consumer that is offline: all of them pass.
        if [10_008, 10_009, 10_118, 10_119].contains(code) {
            throw CatgaError(code: .transport, message: "JetStream cannot say now: \(description)", isRetryable: true)
        }
        return .refused(code: code, description: description)
    }

    private var isMissing: CatgaError {
        CatgaError(
            code: .configuration,
            message: "\(name): JetStream is off, and without it nothing can be kept; start nats-server with -js, "
                + "or use .atMostOnce"
        )
    }

    private static func encoded(_ body: [String: Any]) -> [UInt8] {
        // Made of numbers, text and flags by this module, and so always JSON.
        (try? JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])).map { [UInt8]($0) } ?? []
    }
}

extension NATSInbox {
    private static var storeTimeoutMilliseconds: UInt64 { 5_000 }

    /// Publishes to a stream.
    ///
    /// - Parameter gathers: As for ``send(_:_:headers:messageID:mayBeSentAgain:gathers:timeoutMilliseconds:)``.
    /// - Returns: The number of the acknowledgement in ``answers``.
    func store(
        _ subject: UnsafePointer<CChar>,
        _ bytes: UnsafeRawBufferPointer,
        headers: [(name: String, value: String)] = [],
        messageID: UInt64 = 0,
        gathers: Bool = false
    ) throws(CatgaError) -> UInt64 {
        try send(
            subject, bytes, headers: headers, messageID: messageID, mayBeSentAgain: true, gathers: gathers,
            timeoutMilliseconds: Self.storeTimeoutMilliseconds)
    }

    /// `{"stream":"…","seq":1}`, or `{"error":{…},…}`. The common answer is told by its beginning, without JSON.
    static func checkAcknowledgement(
        _ bytes: UnsafeRawBufferPointer,
        _ subject: UnsafePointer<CChar>
    ) throws(CatgaError) {
        let beginning: StaticString = #"{"stream":"#
        if let start = bytes.baseAddress, bytes.count > beginning.utf8CodeUnitCount,
            memcmp(start, beginning.utf8Start, beginning.utf8CodeUnitCount) == 0
        {
            return
        }
        let answer = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
        let error = answer["error"] as? [String: Any]
        guard error != nil || answer["stream"] == nil else { return }
        let description = error?["description"] as? String ?? "an answer that is no acknowledgement"
        // 10077: the stream is full, which may pass.
        throw CatgaError(
            code: error?["err_code"] as? Int == 10_077 ? .overloaded : .transport,
            message: "JetStream did not keep a message on \(String(cString: subject)): \(description)",
            isRetryable: true
        )
    }
}
