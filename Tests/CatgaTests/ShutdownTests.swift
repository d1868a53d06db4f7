import Catga
import Foundation
import Synchronization
import Testing

@Suite("Shutdown")
struct ShutdownTests {
    /// Opens once; whoever waits goes on.
    private final class Gate: Sendable {
        private let isOpen = Atomic<Bool>(false)

        var isPassed: Bool { isOpen.load(ordering: .acquiring) }
        func open() { isOpen.store(true, ordering: .releasing) }
        nonisolated(nonsending) func wait() async {
            while !isOpen.load(ordering: .acquiring) { await Task.yield() }
        }
    }

    @Test("What is in flight finishes, sends on its own behalf included; nothing new is taken")
    func drains() async throws {
        let node = try await CatgaNode(.embedded)
        let (entered, proceed, trace) = (Gate(), Gate(), Trace())
        node.registerAsync { number, _ async throws(CatgaError) in
            guard number > 0 else { return 0 }
            entered.open()
            await proceed.wait()
            trace.add("done")
            return try await node.ask(0) + 1
        }
        let busy = Task { try await node.ask(5) }
        await entered.wait()
        let ending = Task { await node.shutdown(graceMilliseconds: 120_000) }
        while await code({ try await node.receive([]) }) != .malformed { await Task.yield() }
        proceed.open()
        #expect(try await busy.value == 1)
        #expect(await ending.value.isClean)
        #expect(trace.all == ["done"])
        #expect(await code { try await node.ask(1) } == .shuttingDown)
    }

    @Test("After the grace the report counts the calls that had not returned")
    func grace() async throws {
        let node = try await CatgaNode(.embedded)
        let (entered, proceed) = (Gate(), Gate())
        node.registerAsync { number, _ in
            entered.open()
            await proceed.wait()
            return number
        }
        let busy = Task { try await node.ask(5) }
        await entered.wait()
        #expect(await node.shutdown(graceMilliseconds: 10).unfinishedCalls == 1)
        proceed.open()
        #expect(try await busy.value == 5)
    }

    @Test("A handler that hears again and ignores that it is cancelled is not waited for when the grace is over")
    func stubbornRedelivery() async throws {
        var configuration = NodeConfiguration.embedded
        configuration.redelivery = RetrySchedule(maximumAttempts: 2, baseMilliseconds: 1, maximumMilliseconds: 1)
        configuration.onFailure = { _ in }
        let node = try await CatgaNode(configuration)
        let (entered, proceed, ended) = (Gate(), Gate(), Gate())
        node.registerTold { _, context async throws(CatgaError) in
            if context.attempt == 1 { throw CatgaError(code: .handlerFailed, message: "no") }
            entered.open()
            await proceed.wait()
        }
        try await node.tell(1)
        await entered.wait()
        let ending = Task {
            let left = await node.shutdown(graceMilliseconds: 10)
            ended.open()
            return left
        }
        let end = ContinuousClock.now + .seconds(10)
        while !ended.isPassed, .now < end { try await Task.sleep(for: .milliseconds(5)) }
        #expect(ended.isPassed)
        proceed.open()
        #expect(await ending.value.unfinishedCalls > 0)
    }

    @Test("Calls of more threads than have counters of their own are counted as well")
    func manyThreads() async throws {
        let node = try await CatgaNode(.embedded)
        node.registerDouble()
        let calls = 2_000
        await withCheckedContinuation { (finished: CheckedContinuation<Void, Never>) in
            let counter = Counter()
            for _ in 0..<200 {
                Thread.detachNewThread {
                    // Long enough that most of the threads are there at once.
                    for _ in 0..<calls { _ = try? node.askNow(1) }
                    if counter.countDown() { finished.resume() }
                }
            }
        }
        #expect(await node.shutdown(graceMilliseconds: 60_000).isClean)
    }

    private final class Counter: Sendable {
        private let left = Atomic<Int>(200)

        func countDown() -> Bool { left.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
    }

    @Test("Threads that send while the node freezes and shuts down are answered, and then refused")
    func sendingMeanwhile() async throws {
        let threads = 2
        for _ in 0..<5 {
            let node = try await CatgaNode(.embedded)
            node.registerDouble()
            let ends = Ends()
            for number in 1...threads {
                Thread.detachNewThread { ends.add(Self.isRefused(node, asking: number)) }
            }
            try await Task.sleep(for: .milliseconds(2))
            await node.shutdown(graceMilliseconds: 5)
            while ends.count < threads { try await Task.sleep(for: .milliseconds(1)) }
            #expect(ends.refused == threads)
        }
    }

    /// Without a lock, so that the thread sanitizer sees all that threads share.
    private final class Ends: Sendable {
        private let refusals = Atomic<Int>(0)
        private let all = Atomic<Int>(0)

        func add(_ isRefused: Bool) {
            if isRefused { refusals.wrappingAdd(1, ordering: .relaxed) }
            all.wrappingAdd(1, ordering: .releasing)
        }

        var count: Int { all.load(ordering: .acquiring) }
        var refused: Int { refusals.load(ordering: .relaxed) }
    }

    /// Asks until there is an error, a wrong answer, or a minute is over: on a busy machine the node may be shut down late.
    private static func isRefused(_ node: CatgaNode, asking number: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        do throws(CatgaError) {
            while ContinuousClock.now < end {
                for _ in 0..<1_000 where try node.askNow(number) != number * 2 { return false }
            }
            return false
        } catch {
            return error.code == .shuttingDown
        }
    }

    @Test("Shutting down twice, or without having done anything, is clean")
    func twice() async throws {
        let node = try await CatgaNode(.embedded)
        #expect(await node.shutdown().isClean)
        #expect(await node.shutdown().isClean)
    }
}
