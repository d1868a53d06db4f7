import BenchContracts
import BenchHandlers
import Catga

/// The calls whose machine code `Tests/hot-path` reads. Each is a function of its own, so that it can be found.
enum HotPaths {
    @inline(never)
    static func hotPathSendNow(_ node: CatgaNode, _ message: CountFar) throws(CatgaError) -> UInt64 {
        try node.sendNow(message)
    }

    @inline(never)
    nonisolated(nonsending) static func hotPathSend(
        _ node: CatgaNode,
        _ message: CountFarAsync
    ) async throws(CatgaError) -> UInt64 {
        try await node.send(message)
    }

    /// Returns something that depends on both, so that neither is left out.
    nonisolated(nonsending) static func all(on node: CatgaNode) async throws(CatgaError) -> UInt64 {
        let now = try hotPathSendNow(node, CountFar(number: 1, other: 2))
        return now &+ (try await hotPathSend(node, CountFarAsync(number: 3, other: 4)))
    }
}
