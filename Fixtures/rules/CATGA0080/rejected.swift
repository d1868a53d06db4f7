// fixture: access internal

import Catga

import Dispatch
import Foundation

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    let queue: DispatchQueue
    let semaphore: DispatchSemaphore

    func on(_ event: OrderPlaced) async {
        sleep(1)  // expect CATGA0080:9
        Thread.sleep(forTimeInterval: 1)  // expect CATGA0080:9
        semaphore.wait()  // expect CATGA0080:19
        queue.sync { print(event.orderID) }  // expect CATGA0080:15
        DispatchQueue.global().sync { print(event.orderID) }  // expect CATGA0080:32
    }
}
