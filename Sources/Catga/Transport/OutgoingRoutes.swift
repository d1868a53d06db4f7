import Synchronization

/// A message type on its way out: made once, found without a lock from then on.
final class OutgoingRoute: Sendable {
    let description: MessageDescription
    let outlet: Outlet

    init(_ description: MessageDescription, _ outlet: Outlet) {
        self.description = description
        self.outlet = outlet
    }
}

/// The routes that a node has sent on, by number. It only ever grows: who reads takes no lock and counts no reference.
final class OutgoingRoutes: @unchecked Sendable {
    private struct Place {
        var key: UInt64
        var route: Unmanaged<OutgoingRoute>?
    }

    /// Places, a power of two; what stands in the table that readers may see is never changed.
    private struct Table {
        let mask: Int
        let places: UnsafeMutablePointer<Place>
    }

    private struct Made: @unchecked Sendable {
        var tables: [UnsafeMutablePointer<Table>] = []
        var routes: [UInt64: OutgoingRoute] = [:]
    }

    private let table = Atomic<UnsafeMutablePointer<Table>?>(nil)
    private let made = Mutex(Made())

    deinit {
        made.withLock { made in
            for table in made.tables {
                table.pointee.places.deallocate()
                table.deallocate()
            }
        }
    }

    func find(_ key: UInt64) -> Unmanaged<OutgoingRoute>? {
        guard let table = table.load(ordering: .acquiring) else { return nil }
        var place = Int(truncatingIfNeeded: key) & table.pointee.mask
        while let route = table.pointee.places[place].route {
            if table.pointee.places[place].key == key { return route }
            place = (place + 1) & table.pointee.mask
        }
        return nil
    }

    /// Makes the table anew, with one route more: a program has few, and each comes once.
    func add(_ key: UInt64, _ route: OutgoingRoute) {
        made.withLock { made in
            guard made.routes[key] == nil else { return }
            made.routes[key] = route
            var size = 8
            while size < made.routes.count * 2 { size *= 2 }
            let places = UnsafeMutablePointer<Place>.allocate(capacity: size)
            places.initialize(repeating: Place(key: 0, route: nil), count: size)
            for (key, route) in made.routes {
                var place = Int(truncatingIfNeeded: key) & (size - 1)
                while places[place].route != nil { place = (place + 1) & (size - 1) }
                places[place] = Place(key: key, route: .passUnretained(route))
            }
            let new = UnsafeMutablePointer<Table>.allocate(capacity: 1)
            new.initialize(to: Table(mask: size - 1, places: places))
            made.tables.append(new)
            table.store(new, ordering: .releasing)
        }
    }
}
