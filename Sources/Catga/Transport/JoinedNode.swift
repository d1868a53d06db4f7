import Synchronization

/// A node as its listeners know it: weakly while it joins, as a start that fails must not keep it alive; and kept from then on,
/// until the transport lets go of the listeners, without a count of references for each arrival.
final class JoinedNode: Sendable {
    private weak let joining: CatgaNode?
    /// Retained.
    nonisolated(unsafe) private let joined = Atomic<UnsafeRawPointer?>(nil)

    init(_ node: CatgaNode) {
        joining = node
    }

    deinit {
        if let node = joined.load(ordering: .acquiring) { Unmanaged<CatgaNode>.fromOpaque(node).release() }
    }

    /// Keeps the node. Called once.
    func keep(_ node: CatgaNode) {
        joined.store(UnsafeRawPointer(Unmanaged.passRetained(node).toOpaque()), ordering: .releasing)
    }

    /// - Returns: `nil` where the node is gone.
    func with<Result>(_ body: (CatgaNode, NodeLink) -> Result) -> Result? {
        guard let node = joined.load(ordering: .acquiring) else {
            guard let joining, let link = joining.link else { return nil }
            return body(joining, link)
        }
        return Unmanaged<CatgaNode>.fromOpaque(node)._withUnsafeGuaranteedRef { node in
            node.uncountedLink?._withUnsafeGuaranteedRef { body(node, $0) }
        }
    }
}
