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

    @inline(never)
    static func hotPathPublishNow(_ node: CatgaNode, _ message: Counted) throws(CatgaError) {
        try node.publishNow(message)
    }

    @inline(never)
    nonisolated(nonsending) static func hotPathPublish(
        _ node: CatgaNode,
        _ message: Counted
    ) async throws(CatgaError) {
        try await node.publish(message)
    }

    /// Returns something that depends on the sends, so that none is left out.
    nonisolated(nonsending) static func all(on node: CatgaNode) async throws(CatgaError) -> UInt64 {
        try hotPathPublishNow(node, Counted(number: 1))
        try await hotPathPublish(node, Counted(number: 2))
        let now = try hotPathSendNow(node, CountFar(number: 1, other: 2))
        return now &+ (try await hotPathSend(node, CountFarAsync(number: 3, other: 4)))
    }
}
