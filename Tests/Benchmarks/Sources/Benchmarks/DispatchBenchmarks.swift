import BenchContracts
import BenchHandlers
import Catga

/// What it costs to reach a handler.
enum DispatchBenchmarks {
    static func all() async throws -> [Benchmark] {
        let tally = Tally()
        let handlers = CountHandlers(offset: 1)
        let node = try await CatgaNode(.embedded)
        registerHandlers(
            on: node,
            countHandlers: handlers,
            firstListener: FirstListener(tally: tally),
            secondListener: SecondListener(tally: tally),
            thirdListener: ThirdListener(tally: tally)
        )
        try node.freeze()
        let sum = try await HotPaths.all(on: node)
        precondition(sum == 2)
        let call = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            for number in 0..<operations { sum &+= handlers.direct(number, sum) }
            return sum
        }
        return synchronous(node, call) + asynchronous(node, handlers, tally) + BytesBenchmarks.all(on: node, handlers)
            + (try await TypeBenchmarks.all(on: node)) + ThreadBenchmarks.all(on: node, handlers)
    }

    private static func synchronous(_ node: CatgaNode, _ call: Benchmark.Run) -> [Benchmark] {
        let operations: UInt64 = 200_000
        let naive = NaiveMediator()
        naive.register { (message: Count) -> UInt64 in message.number &+ 1 }
        let sendNow = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                do throws(CatgaError) {
                    sum &+= try node.sendNow(Count(number: number, other: sum))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return sum
        }
        let far = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                do throws(CatgaError) {
                    sum &+= try node.sendNow(CountFar(number: number, other: sum))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return sum
        }
        let naiveSend = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                sum &+= naive.send(Count(number: number, other: sum)) as? UInt64 ?? 0
            }
            return sum
        }
        return [
            ("dispatch/sync send", "plain call", far, call),
            ("dispatch/sync send, handler inlined", "plain call", sendNow, call),
            ("dispatch/naive mediator", "sync send", naiveSend, far),
        ].map {
            Benchmark(name: $0.0, baseline: $0.1, operations: operations, run: $0.2, runBaseline: $0.3)
        }
    }

    private static func asynchronous(_ node: CatgaNode, _ handlers: CountHandlers, _ tally: Tally) -> [Benchmark] {
        let operations: UInt64 = 50_000
        let directAsync = Benchmark.Run.async { operations in
            var sum: UInt64 = 0
            for number in 0..<operations { sum &+= await handlers.directAsync(number, sum) }
            return sum
        }
        let send = Benchmark.Run.async { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                do throws(CatgaError) {
                    sum &+= try await node.send(CountAsync(number: number, other: sum))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return sum
        }
        let far = Benchmark.Run.async { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                do throws(CatgaError) {
                    sum &+= try await node.send(CountFarAsync(number: number, other: sum))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return sum
        }
        // What code calls that does not see the module of the handler.
        let table = Benchmark.Run.async { operations in
            var sum: UInt64 = 0
            for number in 0..<operations {
                do throws(CatgaError) {
                    sum &+= try await node.send(CountFarAsync(number: number, other: sum), in: nil)
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return sum
        }
        let publishNow = Benchmark.Run.sync { operations in
            for number in 0..<operations {
                do throws(CatgaError) {
                    try node.publishNow(Counted(number: number))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return tally.sum
        }
        let publish = Benchmark.Run.async { operations in
            for number in 0..<operations {
                do throws(CatgaError) {
                    try await node.publish(Counted(number: number))
                } catch {
                    preconditionFailure(error.message)
                }
            }
            return tally.sum
        }
        let threeCalls = Benchmark.Run.sync { operations in
            let (first, second, third) = (
                FirstListener(tally: tally), SecondListener(tally: tally), ThirdListener(tally: tally)
            )
            for number in 0..<operations {
                first.direct(number)
                second.direct(number)
                third.direct(number)
            }
            return tally.sum
        }
        return [
            ("dispatch/async send", "direct async call", far, directAsync),
            ("dispatch/async send, handler inlined", "direct async call", send, directAsync),
            ("dispatch/async send, handler's module not seen", "direct async call", table, directAsync),
            ("dispatch/event to 3 handlers, publishNow", "three calls", publishNow, threeCalls),
            ("dispatch/event to 3 handlers", "three calls", publish, threeCalls),
        ].map {
            Benchmark(name: $0.0, baseline: $0.1, operations: operations, run: $0.2, runBaseline: $0.3)
        }
    }
}
