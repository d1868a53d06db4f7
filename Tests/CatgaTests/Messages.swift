import Catga
import Synchronization

/// A message and its wiring written by hand, as the generator would: these tests are about the node.
struct Ask: Query {
    typealias Reply = Int
    var number: Int
}

typealias Answer = nonisolated(nonsending) @Sendable (Int, Context) async throws(CatgaError) -> Int
typealias Listen = nonisolated(nonsending) @Sendable (Int, Context) async throws(CatgaError) -> Void

enum Hand {
    static let description = MessageDescription(
        typeID: 1,
        wireName: "Ask",
        kind: .query,
        qualityOfService: .atMostOnce,
        route: .localFirst,
        receiveNow: { reader, call, handlers, context, writer in
            let reader = reader.assumingMemoryBound(to: WireReader.self)
            let number = Int(reader.pointee.readUInt8())
            if let failure = reader.pointee.handedOverFailure() { return failure }
            var reply: Int?
            let failure = withUnsafePointer(to: number) { number in
                withUnsafeMutablePointer(to: &reply) { call(handlers, number, $0, context) }
            }
            if let failure { return failure }
            guard let reply else { return CatgaError.noReply(of: "Ask").handedOver() }
            writer.assumingMemoryBound(to: WireWriter.self).pointee.write(UInt8(reply))
            return nil
        },
        encode: { message, writer in writer.write(UInt8(message.load(as: Int.self))) },
        receive: { node, payload, context, _ async throws(CatgaError) in
            [UInt8(try await node.ask(Int(payload.first ?? 0), in: context))]
        }
    )

    static let told: MessageDescription = .init(
        typeID: 2,
        wireName: "Told",
        kind: .reliableEvent,
        qualityOfService: .atLeastOnce,
        route: .broadcast,
        receiveNow: { reader, call, handlers, context, _ in
            let reader = reader.assumingMemoryBound(to: WireReader.self)
            let number = Int(reader.pointee.readUInt8())
            if let failure = reader.pointee.handedOverFailure() { return failure }
            return withUnsafePointer(to: number) {
                call(handlers, $0, UnsafeMutableRawPointer(mutating: $0), context)
            }
        },
        encode: { message, writer in writer.write(UInt8(message.load(as: Int.self))) },
        receive: { node, payload, context, handler async throws(CatgaError) in
            var number = Int(payload.first ?? 0)
            let failures = try await node.deliver(2, "Told", .reliableEvent, &number, context, only: handler) { told }
            if let failures { node.redeliver(failures, payload: Array(payload)) }
            return []
        }
    )

    /// Any address will do for handlers without state.
    static var nobody: UnsafeRawPointer { UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped }
}

extension CatgaNode {
    func registerDouble() {
        register(
            Hand.description, "Doubler.handle(Ask)", Hand.nobody,
            call: { _, message, reply, _ in
                reply.assumingMemoryBound(to: Int?.self).pointee = message.load(as: Int.self) * 2
                return nil
            }
        )
    }

    /// A synchronous listener that a context's attempt decides about.
    func registerToldNow(failingBefore attempt: UInt32) {
        let attempts = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        attempts.initialize(to: attempt)
        own(attempts) { $0.deallocate() }
        register(
            Hand.told, "Listener.on(Told)", attempts,
            call: { attempts, _, _, context in
                if Context(at: context).attempt >= attempts.load(as: UInt32.self) { return nil }
                return CatgaError(code: .overloaded, message: "not yet").handedOver()
            }
        )
    }

    func registerAsync(
        _ body: @escaping Answer
    ) {
        register(
            Hand.description, "Doubler.handle(Ask)", Hand.nobody,
            callAsync: { _, message, reply, context async throws(CatgaError) in
                let number = message.load(as: Int.self)
                reply.assumingMemoryBound(to: Int?.self).pointee = try await body(number, context)
            }
        )
    }

    func registerTold(
        _ name: StaticString = "Listener.on(Told)",
        _ body: @escaping Listen
    ) {
        register(
            Hand.told, name, Hand.nobody,
            callAsync: { _, message, _, context async throws(CatgaError) in
                try await body(message.load(as: Int.self), context)
            }
        )
    }

    nonisolated(nonsending) func ask(_ number: Int, in context: Context? = nil) async throws(CatgaError) -> Int {
        var message = number
        var reply: Int?
        try await request(1, "Ask", &message, &reply, context) { Hand.description }
        guard let reply else { throw CatgaError.noReply(of: "Ask") }
        return reply
    }

    func askNow(_ number: Int, in context: Context? = nil) throws(CatgaError) -> Int? {
        let reply: Int = try requestNow(1, "Ask", number, context)
        return reply
    }

    nonisolated(nonsending) func tell(_ number: Int, in context: Context? = nil) async throws(CatgaError) {
        var message = number
        let failures = try await deliver(2, "Told", .reliableEvent, &message, context) { Hand.told }
        if let failures { redeliver(failures, payload: [UInt8(number)]) }
    }
}

/// Lines that handlers and behaviors leave, in order.
final class Trace: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

/// The code of the error that `body` throws.
nonisolated(nonsending) func code(
    _ body: nonisolated(nonsending) () async throws -> some Any
) async -> CatgaError.Code? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? CatgaError)?.code
    }
}
