/// Which of the live nodes a key belongs to: the one with the highest weight for that key.
///
/// "Highest random weight" hashing (Thaler and Ravishankar, 1998). Every node that knows the same nodes gives the same
/// answer, in whatever order it lists them and without talking to anybody; when a node leaves, only its keys move, and
/// they spread over all others. One pass over the nodes, no allocation, no table to rebuild.
public enum Rendezvous {
    /// The weight of a node for a key.
    ///
    /// The mixer maps different words to different words, so two nodes never weigh the same for a key unless their
    /// hashes are equal; nodes with equal hashes count as one.
    @inlinable
    public static func weight(keyHash: UInt64, nodeHash: UInt64) -> UInt64 {
        RoutingHash.mix(keyHash ^ nodeHash)
    }

    /// The index of the node that a key belongs to, or `nil` where there is none.
    ///
    /// - Parameters:
    ///   - keyHash: ``RoutingHash`` of the key.
    ///   - nodeHashes: ``RoutingHash`` of each live node's id, in any order.
    @inlinable
    public static func owner(of keyHash: UInt64, among nodeHashes: UnsafeBufferPointer<UInt64>) -> Int? {
        guard !nodeHashes.isEmpty else { return nil }
        var best = 0
        var bestWeight: UInt64 = 0
        for index in 0..<nodeHashes.count {
            let weight = weight(keyHash: keyHash, nodeHash: nodeHashes[index])
            if weight > bestWeight {
                bestWeight = weight
                best = index
            }
        }
        return best
    }

    /// The index of the node that comes after another for a key: the one to try when that one fails, and the one that
    /// will own the key once that one has left. `nil` after the last.
    ///
    /// What is remembered between two tries is a hash, so the list may have changed in between.
    ///
    /// - Parameter failed: The hash of the node that was tried, whether or not it is still listed.
    @inlinable
    public static func next(
        after failed: UInt64,
        of keyHash: UInt64,
        among nodeHashes: UnsafeBufferPointer<UInt64>
    ) -> Int? {
        let limit = weight(keyHash: keyHash, nodeHash: failed)
        var best: Int?
        var bestWeight: UInt64 = 0
        for index in 0..<nodeHashes.count {
            let weight = weight(keyHash: keyHash, nodeHash: nodeHashes[index])
            if weight < limit, best == nil || weight > bestWeight {
                bestWeight = weight
                best = index
            }
        }
        return best
    }
}
