import Foundation
import Synchronization

/// One run: servers, nodes, a producer, and the plan.
final class Run: Sendable {
    private let options: Options
    private let plan: Plan
    private let folder: URL
    private let cluster: Cluster
    private let nodes: [ChildProcess]
    private let notes = Mutex(Notes())

    private struct Notes {
        var kills = 0
        /// When servers were seen to be there again.
        var returns: [Int64] = []
        var longestDrain = 0.0
        var strangeEnds: [String] = []
    }

    init(_ options: Options) throws {
        self.options = options
        plan = Plan(kills: options.kills, replicas: options.replicas, nodes: Options.nodes, seed: options.seed)
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "catga-chaos-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (folder, cluster) = (folder, try Cluster(size: options.replicas, folder: folder))
        self.cluster = cluster
        let ownPath = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        nodes = (1...Options.nodes).map { number in
            ChildProcess(
                ownPath,
                Node.arguments(cluster.urls, number, folder.appending(path: "effects.sqlite").path, options),
                log: folder.appending(path: "node-\(number).log").path
            )
        }
    }

    /// - Returns: Whether nothing was lost or doubled.
    func run() async throws -> Bool {
        let (ledgerPath, effectsPath) = (path("ledger.sqlite"), path("effects.sqlite"))
        let ledger = try Ledger(ledgerPath)
        let audit = try Audit(ledger: ledgerPath, effects: effectsPath)
        defer { endAll() }
        for member in cluster.members { try member.process.start() }
        guard await cluster.ready(nil, seconds: 60) != nil else {
            throw Late(what: "The servers were not ready in a minute")
        }
        for node in nodes { try node.start() }
        guard try await until(seconds: 60, { try audit.starts == Int64(nodes.count) }) else {
            throw Late(what: "The nodes were not ready in a minute; see \(folder.path)")
        }
        let producer = try await Producer(options, urls: cluster.urls, ledger: ledger)
        try await send(producer, ledger)
        _ = try await until(seconds: 60) {
            try audit.effects >= audit.acknowledged && cluster.waiting(in: options.stream) == 0
        }
        let left = (cluster.messages(in: options.stream) ?? -1, cluster.waiting(in: options.stream) ?? -1)
        _ = try await until(seconds: 5) { Set(cluster.lastNumbers(in: options.stream)).count == 1 }
        await producer.end()
        for number in nodes.indices { terminate(number) }
        let outcome = try outcome(audit, left)
        say(outcome.text)
        for (what, count) in producer.failed.sorted(by: { $0.value > $1.value }).prefix(10) {
            say("  \(count) × \(what)")
        }
        for end in outcome.strangeEnds { say("strange: \(end)") }
        if let file = options.json { try outcome.write(to: file) }
        if outcome.isRight {
            // Servers that run still write.
            endAll()
            try? FileManager.default.removeItem(at: folder)
        } else {
            say("logs and databases: \(folder.path)")
        }
        return outcome.isRight
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private struct Late: Error, CustomStringConvertible {
        let what: String
        var description: String { what }
    }

    private func until(seconds: Double, _ condition: () throws -> Bool) async throws -> Bool {
        let end = now() + Int64(seconds * 1e9)
        while now() < end {
            if try condition() { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    private func send(_ producer: Producer, _ ledger: Ledger) async throws {
        let pace = Pace(count: options.messages, seconds: max(plan.estimatedSeconds(from: 0), 1))
        let pacing = Task { await pace.run() }
        defer { pacing.cancel() }
        let sending = Task { try await producer.run(pace) }
        for (index, step) in plan.steps.enumerated() {
            pace.expect(
                seconds: plan.estimatedSeconds(from: index), atLeast: plan.estimatedSeconds(from: index + 1))
            try await Task.sleep(for: .milliseconds(step.restMilliseconds))
            say("\(index + 1). \(step.fault), \(step.milliseconds) ms, after \(ledger.acknowledged) acknowledgements")
            try await perform(step)
        }
        pace.finish()
        // What nobody acknowledged in that time stays unknown.
        let limit = Task {
            try await Task.sleep(for: .seconds(120))
            pace.stop()
        }
        defer { limit.cancel() }
        try await sending.value
    }

    private func outcome(_ audit: Audit, _ left: (inStream: Int, waiting: Int)) throws -> Outcome {
        let notes = notes.withLock { $0 }
        let recoveries = try notes.returns.flatMap { time in
            [try audit.firstAcknowledgement(after: time), try audit.firstEffect(after: time)].compactMap { $0 }
                .map { Double($0 - time) / 1e9 }
        }
        return Outcome(
            sent: try audit.sent,
            acknowledged: try audit.acknowledged,
            unknown: try audit.sent - audit.acknowledged,
            effects: try audit.effects,
            lost: try audit.lost,
            doubled: try audit.doubled,
            kills: notes.kills,
            longestStallSeconds: try max(audit.longestStall(in: "acknowledgements"), audit.longestStall(in: "effects")),
            seed: options.seed,
            retried: try audit.retried,
            repeatedDeliveries: try audit.suppressedByStore,
            suppressedByNodes: try audit.suppressedByNodes,
            leftInStream: left.inStream,
            leftWaiting: left.waiting,
            lastNumbers: cluster.lastNumbers(in: options.stream),
            nodeStarts: try audit.starts,
            longestRecoverySeconds: recoveries.max() ?? 0,
            longestDrainSeconds: notes.longestDrain,
            strangeEnds: notes.strangeEnds
        )
    }

    // MARK: - Faults

    private func perform(_ step: Plan.Step) async throws {
        let start = now()
        let wait = { try await Task.sleep(for: .milliseconds(step.milliseconds)) }
        switch step.fault {
        case .killNode(let number): try await kill([nodes[number]], wait)
        case .killServer(let number): try await kill([cluster.members[number].process], wait)
        case .killAllServers: try await kill(cluster.members.map(\.process), wait)
        case .killLeader: try await kill([leader()], wait)
        case .pauseNode(let number): try await pause(nodes[number], wait)
        case .pauseServer(let number): try await pause(cluster.members[number].process, wait)
        case .pauseLeader: try await pause(leader(), wait)
        case .endNode(let number):
            terminate(number)
            try nodes[number].start()
        case .cut(let number): cluster.members[number].proxy.cut()
        case .halfClose(let number, let direction): cluster.members[number].proxy.halfClose(direction)
        case .delay(let number, let milliseconds):
            cluster.members[number].proxy.delay(milliseconds: milliseconds)
            try await wait()
            cluster.members[number].proxy.delay(milliseconds: 0)
        case .mute(let number, let direction):
            cluster.members[number].proxy.mute(direction)
            try await wait()
            cluster.members[number].proxy.mute(nil)
        }
        lookForEnds()
        guard step.fault.concernsServers else { return }
        guard let time = await cluster.ready(options.stream, seconds: 60) else {
            return note { $0.strangeEnds.append("the servers did not come back in a minute from: \(step.fault)") }
        }
        note { $0.returns.append(time) }
        // Who loses two of three copies at once has lost more than what is tried here.
        let settled = await cluster.ready(options.stream, areFollowersCurrent: true, seconds: 60) ?? now()
        let seconds = [time, settled].map { String(format: "%.1f", Double($0 - start) / 1e9) }
        say("   the stream is led after \(seconds[0]) s, all copies are current after \(seconds[1]) s")
    }

    private func note(_ change: (inout Notes) -> Void) {
        notes.withLock { change(&$0) }
    }

    private func leader() -> ChildProcess {
        cluster.members[cluster.leader(of: options.stream) ?? 0].process
    }

    private func kill(_ processes: [ChildProcess], _ wait: () async throws -> Void) async throws {
        for process in processes { process.send(SIGKILL) }
        for process in processes { _ = process.wait(seconds: 10) }
        note { $0.kills += 1 }
        try await wait()
        for process in processes { try process.start() }
    }

    private func pause(_ process: ChildProcess, _ wait: () async throws -> Void) async throws {
        process.send(SIGSTOP)
        try await wait()
        process.send(SIGCONT)
    }

    private func terminate(_ number: Int) {
        let start = now()
        nodes[number].send(SIGTERM)
        let code = nodes[number].wait(seconds: 20)
        note { notes in
            let seconds = Double(now() - start) / 1e9
            notes.longestDrain = max(notes.longestDrain, seconds)
            if seconds > 10 { notes.strangeEnds.append("node \(number + 1) took \(seconds) s to end on SIGTERM") }
            if code != 0 {
                notes.strangeEnds.append(
                    "node \(number + 1) on SIGTERM: \(code.map { "exit code \($0)" } ?? "still there")")
            }
        }
        if code == nil { nodes[number].kill() }
    }

    /// Whoever has ended without having been told to.
    private func lookForEnds() {
        let all = nodes.enumerated().map { ("node \($0 + 1)", $1) }
        for (name, process) in all + cluster.members.enumerated().map({ ("server \($0)", $1.process) }) {
            guard let code = process.wait(seconds: 0) else { continue }
            note { $0.strangeEnds.append("\(name) by itself: exit code \(code)") }
            try? process.start()
        }
    }

    func endAll() {
        for node in nodes { node.kill() }
        cluster.end()
    }
}
