import BenchContracts
import BenchHandlers
import Catga
import CxxDispatch
import ManyTypes

/// Whether it matters how many message types there are, and in which order they come.
enum TypeBenchmarks {
    private static let operations: UInt64 = 200_000

    /// - Parameter node: With the handlers of the other module alone.
    static func all(on node: CatgaNode) async throws -> [Benchmark] {
        let one = try Types(1, isMixed: false)
        var benchmarks: [Benchmark] = []
        for count in [3, 100, 1000] {
            let same = try Types(count, isMixed: false)
            let mixed = try Types(count, isMixed: true)
            benchmarks += [
                benchmark("by id, same of \(count) types", "same of 1 type", same.byID, one.byID),
                benchmark("by id, random of \(count) types", "C++ pointer table", mixed.byID, mixed.pointerTable),
                benchmark("C++ unordered_map, random of \(count) types", "by id", mixed.map, mixed.byID),
            ]
        }
        return benchmarks + (try await typed(node))
    }

    /// Sends whose types the compiler knows.
    private static func typed(_ node: CatgaNode) async throws -> [Benchmark] {
        let few = try await self.node(fillers: 0)
        let many = try await self.node(fillers: 1000)
        let mixed = try Types(ManyTypes.count, isMixed: true)
        return [
            benchmark("sync send, 1,000 more types registered", "sync send", sync(many), sync(node)),
            benchmark(
                "sync send, three modules", "one module", sync(node),
                run { operations throws(CatgaError) in try ManyTypes.sendSame(operations, on: few) }),
            benchmark(
                "sync send, random of \(ManyTypes.count) types", "C++ pointer table",
                run { operations throws(CatgaError) in try ManyTypes.sendMixed(operations, order: mixed.order, on: few)
                }, mixed.pointerTable
            ),
            benchmark(
                "sync send, random of \(ManyTypes.count) types, 1,000 more registered", "C++ pointer table",
                run { operations throws(CatgaError) in try ManyTypes.sendMixed(operations, order: mixed.order, on: many)
                }, mixed.pointerTable
            ),
        ]
    }

    static func sync(_ node: CatgaNode) -> Benchmark.Run {
        run { operations throws(CatgaError) in
            var sum: UInt64 = 0
            for number in 0..<operations { sum &+= try node.sendNow(CountFar(number: number, other: sum)) }
            return sum
        }
    }

    @inline(__always)
    private static func run(_ body: @escaping (UInt64) throws(CatgaError) -> UInt64) -> Benchmark.Run {
        .sync { operations in
            do throws(CatgaError) {
                return try body(operations)
            } catch {
                preconditionFailure(error.message)
            }
        }
    }

    private static func node(fillers: Int) async throws -> CatgaNode {
        let tally = Tally()
        let node = try await CatgaNode(.embedded)
        registerHandlersOfManyTypes(on: node, manyHandlers: ManyHandlers(offset: 1))
        registerHandlers(
            on: node,
            countHandlers: CountHandlers(offset: 1),
            firstListener: FirstListener(tally: tally),
            secondListener: SecondListener(tally: tally),
            thirdListener: ThirdListener(tally: tally)
        )
        for number in 0..<fillers {
            let filler = MessageDescription(
                typeID: Types.id(number), wireName: "Filler", kind: .command, qualityOfService: .atMostOnce,
                route: .local,
                encode: { _, _ in }, receive: { _, _, _, _ async throws(CatgaError) in [] }
            )
            let handler = cxx_handler_of(UInt64(number))
            node.register(filler, "Fillers.handle(Filler)", cxx_handlers(), call: handler)
        }
        try node.freeze()
        return node
    }

    private static func benchmark(
        _ name: String,
        _ baseline: String,
        _ run: Benchmark.Run,
        _ runBaseline: Benchmark.Run
    ) -> Benchmark {
        Benchmark(
            name: "dispatch/\(name)", baseline: baseline, operations: operations, run: run, runBaseline: runBaseline)
    }
}

/// Message types that share nothing but their form, each with a handler of its own, and the order in which they are sent.
private final class Types: @unchecked Sendable {
    private var registered = DispatchTable()
    private let table: FrozenTable
    private let ids: [UInt64]
    private let types: UInt64
    /// A power of two of type numbers.
    let order: [UInt32]

    static func id(_ number: Int) -> UInt64 { RoutingHash.hash("Type\(number)") }

    init(_ count: Int, isMixed: Bool) throws {
        types = UInt64(count)
        ids = (0..<count).map(Self.id)
        var random = RandomNumbers()
        order = (0..<4096).map { _ in isMixed ? UInt32.random(in: 0..<UInt32(count), using: &random) : 0 }
        for number in 0..<count {
            let identity = MessageIdentity(typeID: ids[number], wireName: "Type", kind: .command)
            let handler = cxx_handler_of(UInt64(number))
            try registered.register(identity, "Types.handle(Type)", cxx_handlers(), call: handler)
        }
        table = registered.freeze()
    }

    private struct Message {
        var number: UInt64
        var other: UInt64
    }

    /// Through the table by type id, as a message from bytes is sent.
    var byID: Benchmark.Run {
        .sync { [self] operations in
            // The memory of the table belongs to this value.
            let table = self.table
            return ids.withUnsafeBufferPointer { ids in
                order.withUnsafeBufferPointer { order in
                    var sum: UInt64 = 0
                    for number in 0..<operations {
                        let message = Message(number: number, other: sum)
                        var reply: UInt64?
                        guard let place = table.place(of: ids[Int(order[Int(number & 4095)])]) else { continue }
                        let call = place.pointee.call
                        withUnsafePointer(to: message) { message in
                            _ = withUnsafeMutablePointer(to: &reply) { call?(place.pointee.handlers, message, $0, nil) }
                        }
                        sum &+= reply ?? 0
                    }
                    return sum
                }
            }
        }
    }

    var pointerTable: Benchmark.Run {
        .sync { [order] in cxx_table(order, UInt64(order.count), $0) }
    }

    var map: Benchmark.Run {
        nonisolated(unsafe) let map = cxx_map_create(types)
        return .sync { [order] in cxx_map_send(map, order, UInt64(order.count), $0) }
    }
}

/// Xorshift: the same numbers in every run.
private struct RandomNumbers: RandomNumberGenerator {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
