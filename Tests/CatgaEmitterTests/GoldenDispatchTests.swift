import Catga
import CatgaModel
import GoldenApp
import GoldenContracts
import GoldenHandling
import Testing

@Suite("Generated wiring across three modules")
struct GoldenDispatchTests {
    private let journal = Journal()

    private func wiredNode(_ change: (inout NodeConfiguration) -> Void = { _ in }) async throws -> CatgaNode {
        var configuration = NodeConfiguration.embedded
        configuration.redelivery = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 1, maximumMilliseconds: 1)
        configuration.onFailure = { _ in }
        change(&configuration)
        let node = try await CatgaNode(configuration)
        wire(node, journal: journal)
        return node
    }

    @Test("A typed send reaches the one handler and returns its reply")
    func send() async throws {
        let node = try await wiredNode()
        let receipt = try await node.send(PlaceOrder(customerID: 7, items: [.init(sku: "bolt", quantity: 1)]))
        #expect(receipt == Receipt(orderID: 1007, totalCents: 250))
        #expect(journal.all == ["place 7 attempt 1"])
    }

    @Test("A synchronous handler can be called without await, also from another module")
    func sendNow() async throws {
        let node = try await wiredNode()
        let order = PlaceOrder(customerID: 7, items: [.init(sku: "bolt", quantity: 1)])
        #expect(try node.sendNow(order).orderID == 1007)
        #expect(try node.sendNow(ListSkus()) == ["bolt": [1, 2], "nut": []])
        #expect(try double(21, on: node) == 42)
    }

    @Test("A handler that takes a view is lent the message, however it is sent")
    func view() async throws {
        let node = try await wiredNode()
        let parts = [WeighParcel.Part(name: "saw", grams: 900), .init(name: "nail", grams: 4)]
        let parcel = WeighParcel(parts: parts, label: "tools")
        #expect(try await node.send(parcel) == 904)
        #expect(try node.sendNow(parcel) == 904)
        let large = WeighParcel(parts: [.init(name: String(repeating: "x", count: 5_000), grams: 1)], label: "long")
        #expect(try node.sendNow(large) == 1)
        await #expect(throws: CatgaError.self) { try await node.send(WeighParcel(parts: [], label: "")) }
        try await node.publish(ParcelLost(label: "tools"))
        #expect(journal.all == ["lost tools"])
    }

    @Test("A view of a message that arrived as bytes is lent where it lies, and its errors travel")
    func viewOfBytes() async throws {
        let node = try await wiredNode()
        func answer(_ payload: [UInt8]) async throws -> (kind: UInt8, payload: [UInt8]) {
            var frame = WireWriter()
            Envelope(
                kind: .command, qualityOfService: .atLeastOnce, typeID: WeighParcel.typeID,
                context: Context(messageID: 5)
            ).encode(into: &frame)
            let bytes = frame.bytes() + payload
            var writer = WireWriter()
            try node.receiveNow(bytes.span.bytes, into: &writer)
            let reply = writer.bytes()
            #expect(try await node.receive(bytes) == reply, "as where it is decoded first")
            return (reply[2], Array(reply[Envelope.headerSize...]))
        }
        let payload = WeighParcel(parts: [.init(name: "saw", grams: 900)], label: "tools").encoded()
        let weighed = try await answer(payload)
        #expect(weighed.kind == Envelope.Kind.reply.rawValue)
        #expect(weighed.payload == withUnsafeBytes(of: Int64(900).littleEndian) { Array($0) })
        for refused in [payload.dropLast(), WeighParcel(parts: [], label: "").encoded()[...]] {
            #expect(try await answer(Array(refused)).kind == Envelope.Kind.errorReply.rawValue)
        }
    }

    @Test("An asynchronous handler answers with an optional reply")
    func asynchronous() async throws {
        let node = try await wiredNode()
        #expect(try await node.send(FindReceipt(orderID: 1)) == nil)
        #expect(try await node.send(FindReceipt(orderID: 1001))?.orderID == 1001)
    }

    @Test("A renamed message is taken under its former names too, and sent under its new one")
    func formerNames() async throws {
        let node = try await wiredNode()
        let payload = FindReceipt(orderID: 1001).encoded()
        for name in ["FindReceipt", "GetReceipt", "FetchReceipt"] {
            var writer = WireWriter()
            Envelope(
                kind: .query, qualityOfService: .atMostOnce, typeID: TypeID.of(name), context: Context(messageID: 5)
            ).encode(into: &writer)
            let reply = try await node.receive(writer.bytes() + payload)
            #expect(reply[2] == Envelope.Kind.reply.rawValue)
            // The asker knows its request by the id that it sent.
            #expect(Array(reply[8..<16]) == withUnsafeBytes(of: TypeID.of(name).littleEndian) { Array($0) })
            #expect(try Receipt(decoding: Array(reply[Envelope.headerSize...])).orderID == 1001)
        }
        #expect(FindReceipt.typeID == TypeID.of("FindReceipt"))
    }

    @Test("A handler's own error arrives with its code and message")
    func rejection() async throws {
        let node = try await wiredNode()
        let error = await #expect(throws: CatgaError.self) { try await node.send(PlaceOrder(customerID: 1, items: [])) }
        #expect(error?.code == .rejected)
        #expect(error.flatMap { OrderRejection(rawValue: $0.handlerCode) } == .nothingOrdered)
        #expect(error?.message == "The order has no items")
    }

    @Test("A CatgaError stays itself, any other error is wrapped and named")
    func otherErrors() async throws {
        let node = try await wiredNode()
        let retryable = await #expect(throws: CatgaError.self) { try await node.send(Forget(customerID: 0)) }
        #expect(retryable?.code == .overloaded)
        #expect(retryable?.isRetryable == true)
        let failed = await #expect(throws: CatgaError.self) { try await node.send(FindReceipt(orderID: 13)) }
        #expect(failed?.code == .handlerFailed)
        #expect(failed?.cause?.contains("Unlucky") == true)
    }

    @Test("All handlers of an event run although one fails, and the publisher is told which")
    func failingEventHandler() async throws {
        let node = try await wiredNode()
        try await node.publish(OrderViewed(orderID: 1))
        let error = await #expect(throws: CatgaError.self) { try await node.publish(OrderViewed(orderID: 7)) }
        #expect(error?.message.contains("1 of 2 handlers of OrderViewed failed: ViewLog.on(OrderViewed)") == true)
    }

    @Test("A reliable event is delivered again to the handler that failed, and to no other")
    func redelivery() async throws {
        let node = try await wiredNode()
        try await node.publish(OrderPlaced(orderID: 5))
        let report = await node.shutdown(graceMilliseconds: 120_000)
        #expect(report.isClean)
        #expect(journal.all.sorted() == ["audited 5", "placed 5 attempt 1", "placed 5 attempt 2"])
    }

    @Test("A message from bytes and a typed send reach the same handler")
    func fromBytes() async throws {
        let node = try await wiredNode()
        let order = PlaceOrder(customerID: 7, items: [.init(sku: "bolt", quantity: 1)])
        let reply = try await node.receive(frame(.command, PlaceOrder.typeID, order.encoded()))
        #expect(reply[2] == Envelope.Kind.reply.rawValue)
        #expect(try Receipt(decoding: Array(reply[Envelope.headerSize...])) == (try await node.send(order)))
        #expect(journal.all == ["place 7 attempt 1", "place 7 attempt 1"])
    }

    @Test("A handler's error travels back as an error reply")
    func errorReply() async throws {
        let node = try await wiredNode()
        let order = PlaceOrder(customerID: 7, items: [])
        let reply = try await node.receive(frame(.command, PlaceOrder.typeID, order.encoded()))
        #expect(reply[2] == Envelope.Kind.errorReply.rawValue)
        let error = try Array(reply[Envelope.headerSize...]).withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            return try CatgaError(from: &reader)
        }
        #expect(error == CatgaError(rejected: 4, message: "The order has no items"))
    }

    @Test("A payload over the node's limits is answered as malformed")
    func limits() async throws {
        let node = try await wiredNode { $0.wireLimits.elements = 1 }
        let bolt = PlaceOrder.Item(sku: "bolt", quantity: 1)
        for (items, kind) in [(1, Envelope.Kind.reply), (2, .errorReply)] {
            let order = PlaceOrder(customerID: 7, items: Array(repeating: bolt, count: items))
            let reply = try await node.receive(frame(.command, PlaceOrder.typeID, order.encoded()))
            #expect(reply[2] == kind.rawValue, "\(items) items")
        }
    }

    @Test("A reliable event from bytes is redelivered like a published one")
    func eventFromBytes() async throws {
        let node = try await wiredNode()
        let event = OrderPlaced(orderID: 5)
        #expect(try await node.receive(frame(.reliableEvent, OrderPlaced.typeID, event.encoded())).isEmpty)
        await node.shutdown(graceMilliseconds: 120_000)
        #expect(journal.all.sorted() == ["audited 5", "placed 5 attempt 1", "placed 5 attempt 2"])
    }

    private func frame(_ kind: Envelope.Kind, _ typeID: UInt64, _ payload: [UInt8]) -> [UInt8] {
        var writer = WireWriter()
        Envelope(
            kind: kind,
            qualityOfService: .atLeastOnce,
            typeID: typeID,
            context: Context(messageID: 3)
        ).encode(into: &writer)
        return writer.bytes() + payload
    }
}
