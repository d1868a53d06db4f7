import Catga
import OrderContracts
import Testing

@testable import OrderHandling
@testable import OrderSystem

/// The handlers through the node, as any client meets them.
struct OrderHandlersTests {
    private static let mistakes: [(PlaceOrder, OrderRejection)] = [
        (PlaceOrder(customerID: 1, items: []), .noItems),
        (PlaceOrder(customerID: 1, items: [OrderItem(sku: "HAT", quantity: 1)]), .unknownProduct),
        (PlaceOrder(customerID: 1, items: [OrderItem(sku: "CUP", quantity: 0)]), .quantityOutOfRange),
        (PlaceOrder(customerID: 1, items: [OrderItem(sku: "CUP", quantity: .min)]), .quantityOutOfRange),
        (PlaceOrder(customerID: 1, items: [OrderItem(sku: "CUP", quantity: 1)], coupon: "X"), .unknownCoupon),
        (PlaceOrder(customerID: 1, items: [OrderItem(sku: "GRINDER", quantity: 100)]), .overCreditLimit),
    ]

    private func node(_ gateway: MailGateway = MailGateway()) async throws -> CatgaNode {
        var configuration = NodeConfiguration.embedded
        configuration.redelivery = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 1, maximumMilliseconds: 2)
        configuration.onFailure = { _ in }
        let node = try await CatgaNode(configuration)
        OrderSystem.registerHandlers(
            on: node,
            mailHandlers: MailHandlers(gateway: gateway),
            orderHandlers: OrderHandlers(store: OrderStore(), catalogue: .shop)
        )
        return node
    }

    private let cups = PlaceOrder(customerID: 7, items: [OrderItem(sku: "CUP", quantity: 2)], coupon: "SPRING10")

    @Test func `An order can be placed, looked up and cancelled`() async throws {
        let node = try await node()
        let receipt = try await node.send(cups)
        #expect(receipt == OrderReceipt(orderID: 1, totalCents: 2_250))
        #expect(try await node.send(GetOrder(orderID: 1))?.state == .placed)
        try await node.send(CancelOrder(orderID: 1))
        #expect(try await node.send(GetOrder(orderID: 1))?.state == .cancelled)
        #expect(try await node.send(GetOrder(orderID: 2)) == nil)
    }

    @Test(arguments: mistakes)
    func `A mistake is declined by name`(_ command: PlaceOrder, _ rejection: OrderRejection) async throws {
        let node = try await node()
        let error = await #expect(throws: CatgaError.self) { try await node.send(command) }
        #expect(error?.code == .rejected)
        #expect(error?.handlerCode == rejection.rawValue)
        #expect(error?.message == rejection.message)
    }

    @Test func `An order is cancelled once`() async throws {
        let node = try await node()
        _ = try await node.send(cups)
        try await node.send(CancelOrder(orderID: 1))
        let again = await #expect(throws: CatgaError.self) { try await node.send(CancelOrder(orderID: 1)) }
        #expect(again?.handlerCode == OrderRejection.alreadyCancelled.rawValue)
        for unknown: UInt64 in [0, 2, .max] {
            let error = await #expect(throws: CatgaError.self) { try await node.send(CancelOrder(orderID: unknown)) }
            #expect(error?.handlerCode == OrderRejection.unknownOrder.rawValue)
        }
    }

    @Test func `Amounts that do not fit decline the order`() {
        let shop = Catalogue(
            centsBySKU: ["MOON": .max],
            percentByCoupon: [:],
            maximumQuantity: .max,
            creditLimitCents: .max
        )
        #expect(throws: OrderRejection.amountOutOfRange) {
            try shop.totalCents(of: [OrderItem(sku: "MOON", quantity: 2)], coupon: nil)
        }
    }

    @Test func `An order that comes as bytes reaches the same handler`() async throws {
        let node = try await node()
        let payload = cups.encoded()
        let envelope = Envelope(
            kind: .command,
            qualityOfService: .atLeastOnce,
            typeID: PlaceOrder.typeID,
            context: node.makeContext()
        )
        var frame = WireWriter(capacity: Envelope.headerSize)
        envelope.encode(into: &frame)
        let reply = try await node.receive(frame.bytes() + payload)
        #expect(try OrderReceipt(decoding: Array(reply[Envelope.headerSize...])).totalCents == 2_250)
        #expect(try await node.send(GetOrder(orderID: 1))?.customerID == 7)
    }

    @Test func `A mail that fails is tried again`() async throws {
        let gateway = MailGateway { _, attempt in attempt < 3 }
        let node = try await node(gateway)
        try await node.publish(OrderPlaced(orderID: 50, customerID: 7, items: [], totalCents: 0))
        #expect(gateway.confirmedOrders == 0)
        #expect(await node.shutdown(graceMilliseconds: 120_000).isClean)
        #expect(gateway.confirmedOrders == 1)
    }

    @Test func `A mail that never goes out ends as a dead letter and stops nothing else`() async throws {
        let node = try await node(MailGateway { _, _ in true })
        try await node.publish(OrderPlaced(orderID: 1, customerID: 7, items: [], totalCents: 990))
        #expect(try await node.send(GetCustomerTotal(customerID: 7)) == CustomerTotal(orders: 1, cents: 990))
        #expect(await node.shutdown(graceMilliseconds: 120_000).deadLetters == 1)
        let letter = try #require(node.deadLetters.first)
        #expect(letter.failure.context.attempt == 3)
        #expect(try OrderPlaced(decoding: letter.payload).totalCents == 990)
    }
}
