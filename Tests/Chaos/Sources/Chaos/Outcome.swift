import Foundation

/// What came of a run.
struct Outcome: Codable {
    var sent, acknowledged, unknown, effects, lost, doubled: Int64
    var kills: Int
    var longestStallSeconds: Double
    var seed: UInt64
    /// Messages that were tried more than once.
    var retried: Int64
    /// Handler runs beyond the first of a message.
    var repeatedDeliveries: Int64
    /// Deliveries that nodes recognized and kept from their handlers; at least.
    var suppressedByNodes: Int64
    /// Messages that were in the stream when everything had come.
    var leftInStream: Int
    /// Those of them that some consumer has not handed out, or that were not acknowledged to it.
    var leftWaiting: Int
    /// The number of the last message in each server's copy of the stream.
    var lastNumbers: [Int]
    var nodeStarts: Int64
    /// From the servers' return to the first acknowledgement and to the first effect, the longest of all returns.
    var longestRecoverySeconds: Double
    /// From SIGTERM to the end, the longest of all.
    var longestDrainSeconds: Double
    /// Processes that ended otherwise than they were told to.
    var strangeEnds: [String]

    /// - Parameter quality: At 1 a second effect is allowed; the store has none nevertheless.
    var isRight: Bool { lost == 0 && doubled == 0 && strangeEnds.isEmpty }

    /// The servers' copies of the stream number its messages differently: a consumer that another server leads from then on
    /// goes on at the same number, and passes over messages or meets some again.
    var haveCopiesComeApart: Bool { Set(lastNumbers).count > 1 }

    var text: String {
        let seconds = { (value: Double) in String(format: "%.1f s", value) }
        return """
            sent \(sent), acknowledged \(acknowledged), unknown \(unknown), effects \(effects), lost \(lost), doubled \(doubled)
            retried \(retried); handler runs repeated \(repeatedDeliveries), spared by the nodes' memory \(suppressedByNodes)
            kills \(kills), node starts \(nodeStarts), left in the stream \(leftInStream), waiting \(leftWaiting)
            longest stall \(seconds(longestStallSeconds)), longest recovery after the servers' return \
            \(seconds(longestRecoverySeconds)), longest drain \(seconds(longestDrainSeconds))
            """
                + (haveCopiesComeApart
                    ? "\nthe servers' copies of the stream have come apart: they end at \(lastNumbers)" : "")
    }

    func write(to file: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: URL(filePath: file))
    }
}
