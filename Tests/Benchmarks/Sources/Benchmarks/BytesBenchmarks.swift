import BenchContracts
import BenchHandlers
import Catga

/// What it costs to reach a handler from a frame, beside reading the frame, a plain call and writing the reply's frame.
enum BytesBenchmarks {
    private static let operations: UInt64 = 100_000

    static func all(on node: CatgaNode, _ handlers: CountHandlers) -> [Benchmark] {
        let count = frame(CountFar.typeID, CountFar(number: 1, other: 2).encoded())
        let label = Label(title: "Twelve bolts", lines: ["steel", "zinc-plated", "M8 × 40"])
        let labels = frame(Label.typeID, label.encoded())
        return [
            benchmark("bytes to reply, fixed size", run(count, on: node), parts(handlers, count)),
            benchmark("bytes to reply, view", run(labels, on: node), viewParts(handlers, labels)),
        ]
    }

    private static func benchmark(_ name: String, _ run: Benchmark.Run, _ runBaseline: Benchmark.Run) -> Benchmark {
        Benchmark(
            name: "dispatch/\(name)", baseline: "its decoding, call and encoding", operations: operations, run: run,
            runBaseline: runBaseline
        )
    }

    private static func frame(_ typeID: UInt64, _ payload: [UInt8]) -> [UInt8] {
        var writer = WireWriter()
        envelope(.command, typeID).encode(into: &writer)
        return writer.bytes() + payload
    }

    private static func envelope(_ kind: Envelope.Kind, _ typeID: UInt64) -> Envelope {
        let context = Context(messageID: 7, correlationID: 7, sourceNode: 1)
        return Envelope(kind: kind, qualityOfService: .atMostOnce, typeID: typeID, context: context)
    }

    private static func run(_ frame: [UInt8], on node: CatgaNode) -> Benchmark.Run {
        let buffer = buffer()
        return .sync { operations in
            var sum: UInt64 = 0
            for _ in 0..<operations {
                buffer.pointee.reset()
                do throws(CatgaError) {
                    try node.receiveNow(frame.span.bytes, into: &buffer.pointee)
                } catch {
                    preconditionFailure(error.message)
                }
                sum &+= UInt64(buffer.pointee.count)
            }
            return sum
        }
    }

    /// The same work by hand.
    private static func parts(_ handlers: CountHandlers, _ frame: [UInt8]) -> Benchmark.Run {
        byHand(frame) { (reader) throws(WireError) in
            let message = try CountFar(from: &reader)
            return handlers.direct(message.number, message.other)
        }
    }

    private static func viewParts(_ handlers: CountHandlers, _ frame: [UInt8]) -> Benchmark.Run {
        byHand(frame) { (reader) throws(WireError) in
            let view = Label.View(unsafelyReading: &reader)
            try reader.check()
            return handlers.direct(size(of: view), 0)
        }
    }

    @inline(__always)
    private static func byHand(
        _ frame: [UInt8],
        _ handle: @escaping (inout WireReader) throws(WireError) -> UInt64
    ) -> Benchmark.Run {
        let buffer = buffer()
        return .sync { operations in
            var sum: UInt64 = 0
            for _ in 0..<operations {
                buffer.pointee.reset()
                do throws(WireError) {
                    var reader = WireReader(unsafelyLent: frame.span.bytes, limits: WireLimits())
                    let request = try Envelope(from: &reader)
                    let reply = try handle(&reader)
                    try reader.finish()
                    request.encodeReply(into: &buffer.pointee)
                    buffer.pointee.write(reply)
                } catch {
                    preconditionFailure(error.description)
                }
                sum &+= UInt64(buffer.pointee.count)
            }
            return sum
        }
    }

    /// The caller's own memory for replies, used again and again and never freed.
    private static func buffer() -> UnsafeMutablePointer<WireWriter> {
        let buffer = UnsafeMutablePointer<WireWriter>.allocate(capacity: 1)
        buffer.initialize(to: WireWriter(capacity: 1024))
        return buffer
    }

    // MARK: - A view

    private static func size(of label: borrowing Label.View) -> UInt64 {
        UInt64(label.title.count &+ label.lines.count)
    }
}
