import Testing

@testable import Catga

@Suite("Routes that were sent on before")
struct OutgoingRoutesTests {
    private static let count: UInt64 = 500

    private static func route(_ number: UInt64) -> OutgoingRoute {
        let description = MessageDescription(
            typeID: number,
            wireName: "Any",
            kind: .event,
            qualityOfService: .atMostOnce,
            route: .any,
            encode: { _, _ in },
            receive: { _, _, _, _ in [] }
        )
        return OutgoingRoute(description, Outlet(.events("Any")))
    }

    @Test("Each is found once it was added, while others are added, and nothing else ever is")
    func growing() async {
        let routes = OutgoingRoutes()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Some that fall on one place, as a key is its own hash.
                for number in 1...Self.count {
                    let key = number << (number & 7)
                    routes.add(key, Self.route(key))
                }
            }
            group.addTask {
                for _ in 0..<20 {
                    for number in 1...Self.count {
                        let key = number << (number & 7)
                        guard let route = routes.find(key) else { continue }
                        #expect(route.takeUnretainedValue().description.typeID == key)
                    }
                }
            }
        }
        for number in 1...Self.count { #expect(routes.find(number << (number & 7)) != nil) }
        #expect(routes.find(0) == nil)
        #expect(routes.find(UInt64.max) == nil)
    }

    @Test("What was added first stays")
    func again() throws {
        let routes = OutgoingRoutes()
        let first = Self.route(7)
        routes.add(7, first)
        routes.add(7, Self.route(7))
        #expect(try #require(routes.find(7)).takeUnretainedValue() === first)
    }
}
