import CWireBaseline
import Catga
import Foundation
import WireMessages

/// What it costs to turn the Order message into bytes and back.
enum WireBenchmarks {
    static func all() -> [Benchmark] {
        let order = Order.sample()
        let bytes = order.encoded()
        let unchecked = cDecode(bytes, cwire_decode_fresh)
        let strict = cDecode(bytes, cwire_decode_strict)
        return [
            benchmark(
                "wire/encode, reused buffer", "C encode, text known to be ASCII", encodeReused,
                cEncode(bytes, cwire_encode)),
            benchmark("wire/encode, reused buffer", "C encode", encodeReused, cEncode(bytes, cwire_encode_counting)),
            benchmark(
                "wire/encode, texts are [UInt8]", "C encode of bytes", encodeBytes, cEncode(bytes, cwire_encode_bytes)),
            benchmark("wire/encode, fresh array", "C encode", encodeFresh, cEncode(bytes, cwire_encode_counting)),
            benchmark("wire/decode, strict UTF-8", "C decode, unchecked text", decodeOwned, unchecked),
            benchmark("wire/decode, strict UTF-8", "C decode, strict UTF-8", decodeOwned, strict),
            benchmark(
                "wire/decode, public initializer", "C decode, unchecked text", decode(PublicOrder(.sample())), unchecked
            ),
            benchmark("wire/view, all fields", "C decode, unchecked text", viewAll, unchecked),
            benchmark("wire/view, all fields", "C decode, strict UTF-8", viewAll, strict),
        ] + json(order)
    }

    private static let operations: UInt64 = 20_000

    static var encodeReused: Benchmark.Run {
        .sync { operations in
            let order = Order.sample()
            var writer = WireWriter(capacity: 1024)
            var total: UInt64 = 0
            for _ in 0..<operations {
                writer.reset()
                order.encode(into: &writer)
                total &+= UInt64(writer.count)
            }
            return total
        }
    }

    private static var encodeBytes: Benchmark.Run {
        .sync { operations in
            let order = ByteOrder(.sample())
            var writer = WireWriter(capacity: 1024)
            var total: UInt64 = 0
            for _ in 0..<operations {
                writer.reset()
                order.encode(into: &writer)
                total &+= UInt64(writer.count)
            }
            return total
        }
    }

    private static var encodeFresh: Benchmark.Run {
        .sync { operations in
            let order = Order.sample()
            var total: UInt64 = 0
            for _ in 0..<operations { total &+= UInt64(order.encoded().count) }
            return total
        }
    }

    static var decodeOwned: Benchmark.Run { decode(Order.sample()) }

    private static func decode<Fields: OrderFields>(_ order: Fields) -> Benchmark.Run {
        let bytes = order.encoded()
        return .sync { operations in
            var total: UInt64 = 0
            for _ in 0..<operations {
                do throws(WireError) {
                    total &+= WireSum.lengths(try Fields(decoding: bytes.span.bytes))
                } catch {
                    preconditionFailure(error.description)
                }
            }
            return total
        }
    }

    /// Every field of the message, checked and read in place.
    static var viewAll: Benchmark.Run {
        .sync { operations in
            let bytes = Order.sample().encoded()
            var total: UInt64 = 0
            for _ in 0..<operations {
                do throws(WireError) {
                    total &+= try WireSum.viewed(bytes)
                } catch {
                    preconditionFailure(error.description)
                }
            }
            return total
        }
    }

    private static func json(_ order: Order) -> [Benchmark] {
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
        return [
            Benchmark(
                name: "wire/Foundation JSON encode", baseline: "encode, reused buffer", operations: 1000,
                run: encodeJSON, runBaseline: encodeReused
            ),
            Benchmark(
                name: "wire/Foundation JSON decode", baseline: "decode", operations: 1000,
                run: decodeJSON, runBaseline: decodeOwned
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

    private static func cEncode(
        _ bytes: [UInt8],
        _ encode: @escaping (UnsafePointer<cwire_order>?, UnsafeMutablePointer<UInt8>?) -> UnsafeMutablePointer<UInt8>?
    ) -> Benchmark.Run {
        .sync { operations in
            var order = cwire_order()
            precondition(cwire_decode_fresh(bytes, bytes.count, &order) == 0, "the baseline reads our bytes")
            defer { cwire_free(&order) }
            let target = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
            defer { target.deallocate() }
            var total: UInt64 = 0
            for _ in 0..<operations {
                guard let end = encode(&order, target) else { preconditionFailure("no end") }
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
                total &+= cwire_sum(&order)
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
