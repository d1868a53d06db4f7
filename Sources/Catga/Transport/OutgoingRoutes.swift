import Synchronization

/// A message type on its way out: made once, found without a lock from then on.
final class OutgoingRoute: Sendable {
    let description: MessageDescription
    let outlet: Outlet
    /// An event that is not stored and has no handler at this node: to publish it is to hand its frame over.
    let isHandedOver: Bool

    init(_ description: MessageDescription, _ outlet: Outlet, isHandedOver: Bool = false) {
        self.description = description
        self.outlet = outlet
        self.isHandedOver = isHandedOver
    }
}

/// The routes that a node has sent on, by number. It only ever grows: who reads takes no lock and counts no reference.
final class OutgoingRoutes: @unchecked Sendable {
    private struct Place: ~Copyable {
        /// Written before the route, and never again.
        var key: UInt64 = 0
        let route = Atomic<Unmanaged<OutgoingRoute>?>(nil)
    }

    /// Places, a power of two, at most half of them taken. Each is taken once, and nothing is ever taken back.
    private struct Table {
        let mask: Int
        let places: UnsafeMutablePointer<Place>

        init(size: Int) {
            mask = size - 1
            places = .allocate(capacity: size)
            for place in 0..<size { (places + place).initialize(to: Place()) }
        }

        func insert(_ key: UInt64, _ route: OutgoingRoute) {
            var place = Int(truncatingIfNeeded: key) & mask
            while places[place].route.load(ordering: .relaxed) != nil { place = (place + 1) & mask }
            places[place].key = key
            places[place].route.store(.passUnretained(route), ordering: .releasing)
        }
    }

    private struct Made: @unchecked Sendable {
        /// The last is the one in use; the others stay, as somebody may still be reading them.
        var tables: [UnsafeMutablePointer<Table>] = []
        var routes: [UInt64: OutgoingRoute] = [:]
    }

    private static let firstSize = 16
    private let table = Atomic<UnsafeMutablePointer<Table>?>(nil)
    private let made = Mutex(Made())

    deinit {
        made.withLock { made in
            for table in made.tables {
                table.pointee.places.deinitialize(count: table.pointee.mask + 1)
                table.pointee.places.deallocate()
                table.deallocate()
            }
        }
    }

    func find(_ key: UInt64) -> Unmanaged<OutgoingRoute>? {
        guard let table = table.load(ordering: .acquiring) else { return nil }
        var place = Int(truncatingIfNeeded: key) & table.pointee.mask
        while let route = table.pointee.places[place].route.load(ordering: .acquiring) {
            if table.pointee.places[place].key == key { return route }
            place = (place + 1) & table.pointee.mask
        }
        return nil
    }

    func add(_ key: UInt64, _ route: OutgoingRoute) {
        made.withLock { made in
            guard made.routes[key] == nil else { return }
            made.routes[key] = route
            if let table = made.tables.last, made.routes.count * 2 <= table.pointee.mask + 1 {
                return table.pointee.insert(key, route)
            }
            let size = made.tables.last.map { ($0.pointee.mask + 1) * 2 } ?? Self.firstSize
            let larger = UnsafeMutablePointer<Table>.allocate(capacity: 1)
            larger.initialize(to: Table(size: size))
            for (key, route) in made.routes { larger.pointee.insert(key, route) }
            made.tables.append(larger)
            table.store(larger, ordering: .releasing)
        }
    }
}

extension MessageDescription {
    /// Where `send` and `publish` lead, if not to one node.
    var wayOut: Channel {
        let name = "\(wireName)"
        return switch kind {
        case .event, .reliableEvent: isStored ? .storedEvents(name) : .events(name)
        case .command, .query: route == .broadcast ? .everyNode(name) : .requests(name)
        }
    }
}
