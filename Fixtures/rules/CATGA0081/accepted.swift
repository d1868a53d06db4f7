// fixture: access internal

import Catga

import Foundation

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    let logo: Data

    init() throws {
        logo = try Data(contentsOf: URL(filePath: "/logo"))
    }

    func on(_ event: OrderPlaced) async throws {
        let text = String(event.orderID)
        let bytes = Data(text.utf8)
        let page = try await Data(contentsOf: URL(filePath: text), maximumSize: 1024)
        let (reply, _) = try await URLSession.shared.data(from: URL(filePath: text))
        print(bytes, page, reply, logo)
    }
}
