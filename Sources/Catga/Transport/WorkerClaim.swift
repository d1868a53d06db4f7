import Synchronization

/// A node's claim to a worker number. No two nodes of a bus may have one: they would make the same message ids, and one's
/// messages would be taken for repetitions of the other's.
///
/// A node listens to the claims to its number before it makes its own, and hears that one come back as well. All hear claims
/// in one order, that of the broker: who hears another's before its own has lost. Who hears another's later, at once or in
/// an hour, says that the number is taken, to a node that may have begun to listen too late for the first one's claim. For
/// that answer a node waits four times as long as its own claim took, and until it has looked for it a number of times,
/// which takes longer where the processors are busy. In a cluster, whose servers may see two claims in two orders, both may
/// lose; what cannot be is that both win, unless an answer takes longer than that.
final class WorkerClaim: Sendable {
    private enum Word: UInt8 {
        case claim = 1
        case taken = 2
    }

    private struct State {
        /// The own claim has come back.
        var isHeard = false
        var holder: String?
    }

    private static let lookInterval = Duration.milliseconds(2)
    private static let leastLooks = 25
    private static let longestWay = Duration.seconds(5)
    /// Numbers tried where any will do.
    private static let maximumTries = 1_000

    private let number: UInt16
    private let identity: NodeIdentity
    private let transport: Transport
    /// Tells claims apart, even those of nodes that are called the same.
    private let mark = UInt64.random(in: 0...UInt64.max)
    private let state = Mutex(State())

    private init(to number: UInt16, _ identity: NodeIdentity, _ transport: Transport) {
        self.number = number
        self.identity = identity
        self.transport = transport
    }

    /// Claims the number that was chosen; where nobody chose one, any that is free.
    ///
    /// - Returns: The number, and what defends it as long as it lives.
    /// - Throws: ``CatgaError/Code/configuration`` where another node has it.
    static func settle(
        _ worker: WorkerNumber,
        maximum: UInt16,
        _ identity: NodeIdentity,
        _ transport: Transport
    ) async throws(CatgaError) -> (WorkerNumber, WorkerClaim) {
        var number = worker.source == .none ? UInt16.random(in: 0...maximum) : worker.number
        // Odd, and so it comes to each of a power of two of numbers once; of chance, so that two who met do not go on together.
        let step = UInt16.random(in: 0...maximum) | 1
        let tries = min(Int(maximum) + 1, maximumTries)
        for _ in 0..<tries {
            let claim = WorkerClaim(to: number, identity, transport)
            guard let holder = try await claim.make() else {
                return (number == worker.number ? worker : WorkerNumber(foundFree: number), claim)
            }
            guard worker.source == .hostName || worker.source == .none else {
                throw CatgaError(
                    code: .configuration,
                    message: "The worker number \(number) is that of the node \(holder), and two nodes with one number "
                        + "would make the same message ids; give this one another (NodeConfiguration.worker or "
                        + "\(WorkerNumber.variableName)), or none: then it takes one that is free"
                )
            }
            number = (number &+ step) & maximum
        }
        throw CatgaError(
            code: .configuration,
            message: "Of the worker numbers 0…\(maximum) the first \(tries) that were tried are taken; "
                + "idLayout needs more bits for them, on every node of the bus"
        )
    }

    /// - Returns: Who has the number already.
    private func make() async throws(CatgaError) -> String? {
        try await transport.listen(.worker(number)) { [weak self] arrival in
            guard let self else { return false }
            hear(arrival.bytes)
            transport.settle(arrival, .done)
            return true
        }
        try say(.claim, mark)
        let start = ContinuousClock.now
        var end = start + Self.longestWay
        var isHeard = false
        // Since then.
        var looks = 0
        // What came back while this task had to wait for a processor counts, however late that is seen.
        while ContinuousClock.now < end || (looks < Self.leastLooks && state.withLock { $0.isHeard }) {
            let state = state.withLock { $0 }
            if let holder = state.holder { return holder }
            if state.isHeard, !isHeard {
                isHeard = true
                end = .now + start.duration(to: .now) * 4
            }
            if isHeard { looks += 1 }
            do {
                try await Task.sleep(for: Self.lookInterval)
            } catch _ {
                throw CatgaError(code: .cancelled, message: "The task that started the node was cancelled")
            }
        }
        guard isHeard else {
            throw CatgaError(
                code: .transport,
                message: "\(transport.name) did not give back what this node published in \(Self.longestWay)",
                isRetryable: true
            )
        }
        return state.withLock { $0.holder }
    }

    // MARK: - Words

    private func say(_ word: Word, _ mark: UInt64) throws(CatgaError) {
        var writer = WireWriter()
        writer.write(objectOf: 3)
        writer.write(word.rawValue)
        writer.write(mark)
        writer.write(identity.id)
        let bytes = writer.bytes()
        let outlet = try transport.open(.worker(number))
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(CatgaError) in try transport.publish(outlet, bytes) }
    }

    /// On the transport's thread. What is not understood is passed over.
    private func hear(_ bytes: UnsafeRawBufferPointer) {
        var reader = WireReader(bytes, limits: WireLimits())
        let object = reader.beginObject(members: 3, required: 3)
        let word = Word(rawValue: reader.readUInt8())
        let mark = reader.readUInt64()
        let id = reader.readString()
        reader.endObject(object, "word,mark,id")
        guard let word, (try? reader.finish()) != nil, (try? NodeIdentity.checked(id, "name")) != nil else { return }
        let mustAnswer = state.withLock { state in
            switch word {
            case .claim where mark == self.mark: state.isHeard = true
            case .claim where state.isHeard: return state.holder == nil
            case .claim: state.holder = state.holder ?? id
            case .taken where mark == self.mark: state.holder = state.holder ?? id
            case .taken: break
            }
            return false
        }
        // A transport that is away has taken the claim's answer with it; the claim is not lost by that.
        if mustAnswer { try? say(.taken, mark) }
    }
}
