import CWireBaseline
import Catga
import Foundation
import WireMessages

/// What it costs to turn the Order message into bytes and back.
enum WireBenchmarks {
    static func all() -> [Benchmark] {
        let order = Order.sample()
        let bytes = order.encoded()
        return encoding(order, bytes) + decoding(bytes) + viewing(bytes) + json(order, bytes)
    }

    private static let operations: UInt64 = 20_000

    private static func encoding(_ order: Order, _ bytes: [UInt8]) -> [Benchmark] {
        let reused = Benchmark.Run.sync { operations in
            var writer = WireWriter(capacity: 1024)
            var total: UInt64 = 0
            for _ in 0..<operations {
                writer.reset()
                order.encode(into: &writer)
                total &+= UInt64(writer.count)
            }
            return total
        }
        let fresh = Benchmark.Run.sync { operations in
            var total: UInt64 = 0
            for _ in 0..<operations { total &+= UInt64(order.encoded().count) }
            return total
        }
        return [
            benchmark("wire/encode, reused buffer", "C encode", reused, cEncode(bytes)),
            benchmark("wire/encode, fresh array", "C encode", fresh, cEncode(bytes)),
        ]
    }

    private static func decoding(_ bytes: [UInt8]) -> [Benchmark] {
        let owned = Benchmark.Run.sync { operations in
            var total: UInt64 = 0
            for _ in 0..<operations {
                do throws(WireError) {
                    total &+= try Order(decoding: bytes.span.bytes).id
                } catch {
                    preconditionFailure(error.description)
                }
            }
            return total
        }
        return [
            benchmark(
                "wire/decode, strict UTF-8", "C decode, unchecked text", owned, cDecode(bytes, cwire_decode_fresh)),
            benchmark(
                "wire/decode, strict UTF-8 ", "C decode, strict UTF-8", owned, cDecode(bytes, cwire_decode_strict)),
        ]
    }

    /// Every field of the message, checked and read in place.
    private static func viewing(_ bytes: [UInt8]) -> [Benchmark] {
        let view = Benchmark.Run.sync { operations in
            var total: UInt64 = 0
            for _ in 0..<operations {
                do throws(WireError) {
                    total &+= try Order.View.read(bytes.span.bytes) { (order) throws(WireError) in try sum(order) }
                } catch {
                    preconditionFailure(error.description)
                }
            }
            return total
        }
        return [
            benchmark("wire/view, all fields", "C decode, strict UTF-8", view, cDecode(bytes, cwire_decode_strict))
        ]
    }

    private static func sum(_ order: borrowing Order.View) throws(WireError) -> UInt64 {
        var total = order.id &+ UInt64(order.customerID.count) &+ UInt64(order.note.count)
        total &+= UInt64(bitPattern: order.amountCents &+ order.createdAt)
        total &+= UInt64(order.flags.count) &+ (order.coupon.isNull ? 0 : 1)
        try order.items.visit { item in
            total &+= UInt64(item.sku.count)
            total &+= UInt64(bitPattern: item.priceCents &+ Int64(item.quantity))
        }
        return total
    }

    private static func json(_ order: Order, _ bytes: [UInt8]) -> [Benchmark] {
        let copy = JSONOrder(order)
        let encodeJSON = Benchmark.Run.sync { operations in
            let encoder = JSONEncoder()
            var total: UInt64 = 0
            for _ in 0..<operations { total &+= UInt64((try? encoder.encode(copy))?.count ?? 0) }
            return total
        }
        let text = (try? JSONEncoder().encode(copy)) ?? Data()
        let decodeJSON = Benchmark.Run.sync { operations in
            let decoder = JSONDecoder()
            var total: UInt64 = 0
            for _ in 0..<operations { total &+= (try? decoder.decode(JSONOrder.self, from: text))?.id ?? 0 }
            return total
        }
        let encoding = self.encoding(order, bytes)[0].run
        let decoding = self.decoding(bytes)[0].run
        return [
            Benchmark(
                name: "wire/Foundation JSON encode", baseline: "encode, reused buffer", operations: 1000,
                run: encodeJSON, runBaseline: encoding
            ),
            Benchmark(
                name: "wire/Foundation JSON decode", baseline: "decode", operations: 1000,
                run: decodeJSON, runBaseline: decoding
            ),
        ]
    }

    private static func benchmark(
        _ name: String,
        _ baseline: String,
        _ run: Benchmark.Run,
        _ runBaseline: Benchmark.Run
    ) -> Benchmark {
        Benchmark(name: name, baseline: baseline, operations: operations, run: run, runBaseline: runBaseline)
    }

    // MARK: - C

    private static func cEncode(_ bytes: [UInt8]) -> Benchmark.Run {
        .sync { operations in
            var order = cwire_order()
            precondition(cwire_decode_fresh(bytes, bytes.count, &order) == 0, "the baseline reads our bytes")
            defer { cwire_free(&order) }
            let target = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
            defer { target.deallocate() }
            var total: UInt64 = 0
            for _ in 0..<operations {
                guard let end = cwire_encode_counting(&order, target) else { preconditionFailure("no end") }
                total &+= UInt64(end - target)
            }
            return total
        }
    }

    private static func cDecode(
        _ bytes: [UInt8],
        _ decode: @escaping (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<cwire_order>?) -> Int32
    ) -> Benchmark.Run {
        .sync { operations in
            var total: UInt64 = 0
            for _ in 0..<operations {
                var order = cwire_order()
                precondition(decode(bytes, bytes.count, &order) == 0, "the baseline reads our bytes")
                total &+= order.id
                cwire_free(&order)
            }
            return total
        }
    }
}

/// The same message for Foundation's coders.
private struct JSONOrder: Codable {
    struct Item: Codable {
        let sku: String
        let quantity: Int32
        let priceCents: Int64
    }

    let id: UInt64
    let customerID: String
    let amountCents: Int64
    let createdAt: Int64
    let note: String
    let items: [Item]
    let coupon: String?
    let flags: [UInt8]

    init(_ order: Order) {
        id = order.id
        customerID = order.customerID
        amountCents = order.amountCents
        createdAt = order.createdAt
        note = order.note
        items = order.items.map { Item(sku: $0.sku, quantity: $0.quantity, priceCents: $0.priceCents) }
        coupon = order.coupon
        flags = order.flags
    }
}
