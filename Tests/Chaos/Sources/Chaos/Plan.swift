/// What is done to whom, in which order: the same for the same seed.
struct Plan {
    enum Fault {
        case killNode(Int)
        case pauseNode(Int)
        /// SIGTERM: it finishes what it has, and another one comes.
        case endNode(Int)
        case killServer(Int)
        /// Whoever leads the stream then.
        case killLeader
        case killAllServers
        case pauseServer(Int)
        case pauseLeader
        case cut(Int)
        case delay(Int, milliseconds: Int)
        case halfClose(Int, Proxy.Direction)
        case mute(Int, Proxy.Direction)

        var isKill: Bool {
            switch self {
            case .killNode, .killServer, .killLeader, .killAllServers: true
            default: false
            }
        }

        /// The servers have to come back afterwards.
        var concernsServers: Bool {
            switch self {
            case .killServer, .killLeader, .killAllServers, .pauseServer, .pauseLeader: true
            default: false
            }
        }
    }

    struct Step {
        let fault: Fault
        /// Until what was done is undone.
        let milliseconds: Int
        /// Before it, with everything in order.
        let restMilliseconds: Int
    }

    let steps: [Step]

    /// As many kills, and as many other faults between them.
    init(kills: Int, replicas: Int, nodes: Int, seed: UInt64) {
        var random = SeededGenerator(seed)
        var (kinds, others): ([Fault], [Fault]) = ([], [])
        steps = (0..<kills * 2).map { index in
            if kinds.isEmpty { kinds = Self.kills(replicas, nodes, &random).shuffled(using: &random) }
            if others.isEmpty { others = Self.others(replicas, nodes, &random).shuffled(using: &random) }
            return Step(
                fault: index.isMultiple(of: 2) ? kinds.removeLast() : others.removeLast(),
                milliseconds: .random(in: 200...2_000, using: &random),
                restMilliseconds: .random(in: 300...1_200, using: &random)
            )
        }
    }

    private static func kills(_ replicas: Int, _ nodes: Int, _ random: inout SeededGenerator) -> [Fault] {
        let node = Fault.killNode(.random(in: 0..<nodes, using: &random))
        let server = Fault.killServer(.random(in: 0..<replicas, using: &random))
        return replicas == 1 ? [node, server] : [node, server, .killLeader, .killLeader, .killAllServers]
    }

    private static func others(_ replicas: Int, _ nodes: Int, _ random: inout SeededGenerator) -> [Fault] {
        func server() -> Int { .random(in: 0..<replicas, using: &random) }
        func node() -> Int { .random(in: 0..<nodes, using: &random) }
        func direction() -> Proxy.Direction { .random(using: &random) ? .toClient : .toServer }
        return [
            .pauseNode(node()), .endNode(node()), .pauseServer(server()), .cut(server()),
            .delay(server(), milliseconds: .random(in: 5...60, using: &random)),
            .halfClose(server(), direction()), .mute(server(), direction()),
        ] + (replicas == 1 ? [] : [.pauseLeader])
    }

    /// What the steps from that one on will take, with time for servers to find together.
    func estimatedSeconds(from index: Int) -> Double {
        steps[min(index, steps.count)...].reduce(0) { sum, step in
            let comingBack = step.fault.concernsServers ? 2.0 : 0.3
            return sum + Double(step.milliseconds + step.restMilliseconds) / 1_000 + comingBack
        }
    }
}

extension Plan.Fault: CustomStringConvertible {
    var description: String {
        switch self {
        case .killNode(let node): "kill -9 node \(node + 1)"
        case .pauseNode(let node): "pause node \(node + 1)"
        case .endNode(let node): "SIGTERM to node \(node + 1)"
        case .killServer(let server): "kill -9 server \(server)"
        case .killLeader: "kill -9 the stream's leader"
        case .killAllServers: "kill -9 all servers"
        case .pauseServer(let server): "pause server \(server)"
        case .pauseLeader: "pause the stream's leader"
        case .cut(let server): "cut the connections to server \(server)"
        case .delay(let server, let milliseconds): "delay the connections to server \(server) by \(milliseconds) ms"
        case .halfClose(let server, .toServer): "end the sending half of the connections to server \(server)"
        case .halfClose(let server, .toClient): "end the receiving half of the connections to server \(server)"
        case .mute(let server, .toServer): "carry nothing to server \(server)"
        case .mute(let server, .toClient): "carry nothing from server \(server)"
        }
    }
}

/// SplitMix64: a good sequence from any seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
