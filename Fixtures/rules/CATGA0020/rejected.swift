import Catga
import Foundation

struct Money {
    var cents: Int64
}

enum Currency: String {
    case euro = "EUR"
}

enum Color: UInt8 {
    case red = 1
}

enum Payment {
    case cash
    case card(String)
}

final class Basket: Sendable {}

struct Page<Item> {}

struct PlaceOrder: Command {
    typealias Reply = (orderID: UInt64, totalCents: Int64)  // expect CATGA0020:23
    var pair: (Int, Int)  // expect CATGA0020:9
    var callback: @Sendable (Int) -> Void  // expect CATGA0020:9
    var message: any Command  // expect CATGA0020:9
    var basket: Basket  // expect CATGA0020:9
    var total: Money  // expect CATGA0020:9
    var payment: [Payment]  // expect CATGA0020:9
    var color: Color?  // expect CATGA0020:9
    var currency: Currency  // expect CATGA0020:9
    var amount: CGFloat  // expect CATGA0020:9
    var link: Foundation.URL  // expect CATGA0020:9
    var page: Page<Int>  // expect CATGA0020:9
    var slices: ArraySlice<Int>  // expect CATGA0020:9
    var prices: [Double: Int]  // expect CATGA0020:9
    var notes: [[String]: Int]  // expect CATGA0020:9
    var coupon: String??  // expect CATGA0020:9
    var kind: Int.Type  // expect CATGA0020:9
    var nothing: Void  // expect CATGA0020:9
    var made = UInt64.random(in: 0...9)  // expect CATGA0020:9
}
