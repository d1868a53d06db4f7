import Synchronization

/// A node as others see it.
public struct NodeInfo: Hashable, Sendable {
    public let id: String
    public let service: String

    public init(id: String, service: String) {
        self.id = id
        self.service = service
    }
}

/// Which nodes there are: everyone says so when it comes, every half minute, and when it goes. Who has not been heard of for
/// two minutes is gone.
final class NodeDirectory: Sendable {
    private enum Word: UInt8 {
        /// Others answer, so that a newcomer knows them.
        case join = 1
        case here = 2
        case leave = 3
    }

    private struct Entry {
        var info: NodeInfo
        /// Types of requests that it takes.
        var typeIDs: Set<UInt64>
        var lastSeen: ContinuousClock.Instant
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var typeIDs: [UInt64] = []
        var heartbeat: Task<Void, Never>?
    }

    private static let interval = Duration.seconds(30)
    private static let expiry = Duration.seconds(120)
    /// How long a newcomer waits for answers.
    private static let welcome = Duration.milliseconds(50)
    /// More nodes than this are not remembered, whoever says that they exist.
    static let maximumNodes = 10_000

    private let state = Mutex(State())
    private let identity: NodeIdentity
    private let transport: Transport

    init(_ identity: NodeIdentity, _ transport: Transport) {
        self.identity = identity
        self.transport = transport
    }

    func join(_ typeIDs: [UInt64]) async throws(CatgaError) {
        state.withLock { $0.typeIDs = typeIDs }
        note(.here, NodeInfo(id: identity.id, service: identity.service), Set(typeIDs))
        try await transport.listen(.presence) { [weak self] arrival in
            guard let self else { return false }
            hear(arrival.bytes)
            transport.settle(arrival, .done)
            return true
        }
        try say(.join)
        // Where it is cancelled it has simply waited less.
        try? await Task.sleep(for: Self.welcome)
        let heartbeat = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.interval)
                guard let self, !Task.isCancelled else { return }
                // A transport that is away now is told the next time.
                try? say(.here)
            }
        }
        state.withLock { $0.heartbeat = heartbeat }
    }

    func leave() {
        let heartbeat = state.withLock { $0.heartbeat }
        heartbeat?.cancel()
        if heartbeat != nil { try? say(.leave) }
    }

    deinit {
        state.withLock { $0.heartbeat?.cancel() }
    }

    var all: [NodeInfo] {
        let now = ContinuousClock.now
        return state.withLock { state in
            state.entries.values.filter { isAlive($0, now) }.map(\.info).sorted { $0.id < $1.id }
        }
    }

    /// The node that a key belongs to among those that take a type of request; after one that failed, the next.
    func owner(of keyHash: UInt64, _ typeID: UInt64, after failed: String?) -> String? {
        let now = ContinuousClock.now
        let ids = state.withLock { state in
            state.entries.values.filter { isAlive($0, now) && $0.typeIDs.contains(typeID) }.map(\.info.id)
        }
        return ids.map(RoutingHash.hash).withUnsafeBufferPointer { hashes in
            guard let failed else { return Rendezvous.owner(of: keyHash, among: hashes).map { ids[$0] } }
            return Rendezvous.next(after: RoutingHash.hash(failed), of: keyHash, among: hashes).map { ids[$0] }
        }
    }

    private func isAlive(_ entry: Entry, _ now: ContinuousClock.Instant) -> Bool {
        entry.info.id == identity.id || entry.lastSeen + Self.expiry > now
    }

    // MARK: - Words

    private func say(_ word: Word) throws(CatgaError) {
        let typeIDs = state.withLock { $0.typeIDs }
        var writer = WireWriter()
        writer.write(objectOf: 4)
        writer.write(word.rawValue)
        writer.write(identity.id)
        writer.write(identity.service)
        writer.write(collectionOf: typeIDs.count)
        for typeID in typeIDs { writer.write(typeID) }
        let bytes = writer.bytes()
        let outlet = try transport.open(.presence)
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(CatgaError) in try transport.publish(outlet, bytes) }
    }

    /// On the transport's thread. What is not understood is passed over.
    private func hear(_ bytes: UnsafeRawBufferPointer) {
        var reader = WireReader(bytes, limits: WireLimits())
        let object = reader.beginObject(members: 4, required: 4)
        let word = Word(rawValue: reader.readUInt8())
        let info = NodeInfo(id: reader.readString(), service: reader.readString())
        let count = reader.readCount(minimumSize: 8, stride: MemoryLayout<UInt64>.stride)
        var typeIDs: Set<UInt64> = []
        for _ in 0..<count { typeIDs.insert(reader.readUInt64()) }
        reader.endObject(object, "word,id,service,typeIDs")
        guard let word, (try? reader.finish()) != nil, info.id != identity.id,
            (try? NodeIdentity.checked(info.id, "name")) != nil
        else { return }
        note(word, info, typeIDs)
        if word == .join { try? say(.here) }
    }

    private func note(_ word: Word, _ info: NodeInfo, _ typeIDs: Set<UInt64>) {
        state.withLock { state in
            guard word != .leave else {
                state.entries[info.id] = nil
                return
            }
            guard state.entries[info.id] != nil || state.entries.count < Self.maximumNodes else { return }
            state.entries[info.id] = Entry(info: info, typeIDs: typeIDs, lastSeen: .now)
        }
    }
}
