import Catga
import OrderContracts

/// Confirms orders by mail. Sending takes a while, so this handler is asynchronous, and it may fail.
///
/// What it throws is not lost: ``OrderPlaced`` is a reliable event, so this handler, and only this one, hears of it
/// again, up to five times in all; then the event is kept as a dead letter.
public struct MailHandlers: Handlers {
    let gateway: MailGateway

    public init(gateway: MailGateway) {
        self.gateway = gateway
    }

    func on(_ event: OrderPlaced, _ context: borrowing Context) async throws {
        let attempt = context.attempt
        try await gateway.confirm(event.orderID, attempt: attempt)
    }
}
