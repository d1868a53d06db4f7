import Foundation
import Testing

@testable import OrderSystem

struct OrderGeneratorTests {
    private func orders(_ generator: OrderGenerator) -> [IncomingOrder] {
        var generator = generator
        var orders: [IncomingOrder] = []
        while let entry = generator.next() {
            if case .success(let order) = entry.content { orders.append(order) }
        }
        return orders
    }

    @Test func `The same seed makes the same orders and another seed makes others`() {
        let first = orders(OrderGenerator(count: 100, seed: 1))
        #expect(first.count == 100)
        #expect(orders(OrderGenerator(count: 100, seed: 1)) == first)
        #expect(orders(OrderGenerator(count: 100, seed: 2)) != first)
        #expect(orders(OrderGenerator(count: 0, seed: 1)).isEmpty)
    }

    @Test func `What is written is read back`() throws {
        let file = try TemporaryFile()
        try OrderFileWriter.write(OrderGenerator(count: 2_000, seed: 3), to: file.path)
        var source = try OrderFile(path: file.path)
        for order in orders(OrderGenerator(count: 2_000, seed: 3)) {
            #expect(try source.next()?.content == .success(order))
        }
        #expect(try source.next() == nil)
    }

    @Test func `The shipped file is what the generator makes, byte for byte`() throws {
        let made = try TemporaryFile()
        let options = try Options(parsing: ["--generate", "5000", "--seed", "42", "--write-orders", made.path])
        try OrderFileWriter.write(OrderGenerator(count: options.count, seed: options.seed), to: made.path)
        let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/OrderSystem/Resources/orders.jsonl")
        let isEqual = try made.bytes == [UInt8](Data(contentsOf: shipped))
        #expect(isEqual)
    }

    @Test func `A file that cannot be written says why`() {
        #expect(throws: UnreadableFile.self) {
            try OrderFileWriter.write(OrderGenerator(count: 1, seed: 1), to: "/nowhere/orders.jsonl")
        }
    }
}
