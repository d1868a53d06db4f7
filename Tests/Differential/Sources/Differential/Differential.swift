import Foundation
import Synchronization

/// `differential GENERATOR FILE-OR-FOLDER…`: compares what the generator sees with what the compiler's parser sees.
@main
enum Differential {
    /// SwiftParser descends once for each level of nesting, far beyond what a thread's usual stack holds.
    private static let stackSizeBytes = 512 << 20
    /// Large enough that starting processes costs little, small enough that both cores end at about the same time.
    private static let filesPerBatch = 24

    static func main() {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { fail("usage: differential GENERATOR FILE-OR-FOLDER…") }
        let generator = Generator(executable: arguments.removeFirst())
        let paths = SourceList.paths(arguments)
        let tally = compare(paths, generator)
        print(Report(tally: tally).text)
        exit(tally.isExact && tally.files > 0 ? 0 : 1)
    }

    private static func compare(_ paths: [String], _ generator: Generator) -> Tally {
        let batches = stride(from: 0, to: paths.count, by: filesPerBatch).map {
            Array(paths[$0..<min($0 + filesPerBatch, paths.count)])
        }
        let state = Shared(batches: batches)
        let finished = DispatchSemaphore(value: 0)
        let threadCount = ProcessInfo.processInfo.activeProcessorCount
        for _ in 0..<threadCount {
            let thread = Thread {
                while let batch = state.next() { state.add(compare(batch: batch, generator)) }
                finished.signal()
            }
            thread.stackSize = stackSizeBytes
            thread.start()
        }
        for _ in 0..<threadCount { finished.wait() }
        return state.tally
    }

    private static func compare(batch: [String], _ generator: Generator) -> Tally {
        var tally = Tally()
        for found in generator.inspect(batch).files {
            guard let data = FileManager.default.contents(atPath: found.path) else {
                fail("cannot read '\(found.path)'")
            }
            let text = [UInt8](data)
            if let expected = Oracle.inspect(path: found.path, bytes: text) {
                tally.compare(expected: expected, found: found, text: text)
            } else {
                tally.refused += 1
            }
        }
        return tally
    }

    /// What the threads share: the batches still to do, and the sum of those done.
    private final class Shared: Sendable {
        private let batches: [[String]]
        private let position = Mutex(0)
        private let sum = Mutex(Tally())

        init(batches: [[String]]) { self.batches = batches }

        var tally: Tally { sum.withLock { $0 } }

        func next() -> [String]? {
            position.withLock { position in
                guard position < batches.count else { return nil }
                position += 1
                return batches[position - 1]
            }
        }

        func add(_ tally: Tally) { sum.withLock { $0.add(tally) } }
    }
}
