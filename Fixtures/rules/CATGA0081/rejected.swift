import Catga

import Foundation

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) async throws {
        let terms = try String(contentsOfFile: "/terms", encoding: .utf8)  // expect CATGA0081:25
        let logo = try Data(contentsOf: URL(filePath: "/logo"))  // expect CATGA0081:24
        let stamp = FileManager.default.contents(atPath: "/stamp")  // expect CATGA0081:41
        print(terms, logo, stamp as Any)
    }
}
