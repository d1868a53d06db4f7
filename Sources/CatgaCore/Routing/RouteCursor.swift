/// Where a message goes.
public enum Destination: Hashable, Sendable {
    /// A handler of this process.
    case local
    /// The node at an index of ``LiveNodes``.
    case node(Int)
    /// All nodes, this one included.
    case everyNode
    /// The ordered log, from which every node applies it.
    case orderedLog
}

/// The nodes that can take a message now, as one process sees them: a view of memory that the caller keeps alive.
public struct LiveNodes {
    /// ``RoutingHash`` of each node's id, in any order, each once. This process is among them if it takes the message.
    public let hashes: UnsafeBufferPointer<UInt64>
    /// This process's own index in `hashes`, or `nil` where it does not handle the message.
    public let localIndex: Int?

    @inlinable
    public init(hashes: UnsafeBufferPointer<UInt64>, localIndex: Int?) {
        precondition(localIndex.map { $0 >= 0 && $0 < hashes.count } ?? true, "the own index is one of the nodes'")
        self.hashes = hashes
        self.localIndex = localIndex
    }

    /// A node's index, for messages that are addressed to one node.
    @inlinable
    public func index(of nodeHash: UInt64) -> Int? {
        for index in 0..<hashes.count where hashes[index] == nodeHash { return index }
        return nil
    }
}

/// The destinations of one message in the order they should be tried, each at most once.
///
/// Where the first fails, or its breaker is open, ask for the next; how often is for ``RetrySchedule`` to say. A pure
/// value of a few words: it does no IO, reads no clock and allocates nothing. In rendezvous order the list of nodes may
/// change between two questions and still no node is tried twice; in turn it should stay the same.
public struct RouteCursor: Hashable, Sendable {
    @usableFromInline let kind: Route.Kind
    /// The key's hash, or the number of the turn.
    @usableFromInline let seed: UInt64
    /// The hash of the node that was answered last.
    @usableFromInline var lastHash: UInt64 = 0
    /// Answers given so far.
    @usableFromInline var tries: UInt32 = 0
    /// The only destination was given.
    @usableFromInline var isFinished = false

    /// - Parameters:
    ///   - kind: The message's route.
    ///   - seed: ``RoutingHash`` of the key for `.key`, ``RoundRobin/turn()`` for `.any` and `.localFirst`; else unused.
    @inlinable
    public init(_ kind: Route.Kind, seed: UInt64 = 0) {
        self.kind = kind
        self.seed = seed
    }

    /// The next destination to try, or `nil` where none is left.
    ///
    /// `.local` and `.localFirst` in a process that has the handler end after that handler: what failed here is not run
    /// a second time elsewhere. `.key` goes through the nodes in rendezvous order, `.any` in turn.
    @inlinable
    public mutating func next(among nodes: LiveNodes) -> Destination? {
        switch kind {
        case .local: return once(.local, if: nodes.localIndex != nil)
        case .broadcast: return once(.everyNode, if: true)
        case .replicated: return once(.orderedLog, if: true)
        case .localFirst where isFinished || (tries == 0 && nodes.localIndex != nil): return once(.local, if: true)
        case .localFirst, .any: return inTurn(nodes)
        case .key: return inRendezvousOrder(nodes)
        }
    }

    @inlinable
    mutating func once(_ destination: Destination, if isThere: Bool) -> Destination? {
        guard !isFinished, isThere else { return nil }
        isFinished = true
        return destination
    }

    @inlinable
    mutating func inTurn(_ nodes: LiveNodes) -> Destination? {
        guard tries < nodes.hashes.count else { return nil }
        guard let index = RoundRobin.index(of: seed &+ UInt64(tries), count: nodes.hashes.count) else { return nil }
        return answer(index, nodes)
    }

    @inlinable
    mutating func inRendezvousOrder(_ nodes: LiveNodes) -> Destination? {
        let index =
            tries == 0
            ? Rendezvous.owner(of: seed, among: nodes.hashes)
            : Rendezvous.next(after: lastHash, of: seed, among: nodes.hashes)
        guard let index else { return nil }
        return answer(index, nodes)
    }

    @inlinable
    mutating func answer(_ index: Int, _ nodes: LiveNodes) -> Destination {
        lastHash = nodes.hashes[index]
        tries += 1
        return index == nodes.localIndex ? .local : .node(index)
    }
}
