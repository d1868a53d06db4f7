import CCatgaCalls
import Synchronization

/// Memory that frames are written into, kept for the next: one buffer for each thread that writes any.
final class SpareWriters: @unchecked Sendable {
    /// One place for each thread number. No two share a cache line, which their threads would take from each other.
    private struct Place: ~Copyable {
        let writer = Atomic<UnsafeMutablePointer<WireWriter>?>(nil)
        private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0)
    }

    /// Threads without a number share the first.
    private let spares: UnsafeMutablePointer<Place>
    private static let count = Int(CATGA_CALLS_STRIPES)
    /// A buffer that one large frame made larger is not kept.
    private static let largestKept = 64 << 10

    init() {
        spares = .allocate(capacity: Self.count)
        for place in 0..<Self.count { (spares + place).initialize(to: Place()) }
    }

    deinit {
        for place in 0..<Self.count {
            if let spare = spares[place].writer.load(ordering: .acquiring) { Self.free(spare) }
        }
        spares.deinitialize(count: Self.count)
        spares.deallocate()
    }

    /// An empty writer, the caller's until it is given back. Allocates only where the thread's own is in use.
    func take() -> UnsafeMutablePointer<WireWriter> {
        if let spare = exchange(nil) { return spare }
        let writer = UnsafeMutablePointer<WireWriter>.allocate(capacity: 1)
        writer.initialize(to: WireWriter(capacity: 1_024))
        return writer
    }

    /// On whatever thread.
    func give(back writer: UnsafeMutablePointer<WireWriter>) {
        let isLarge = writer.pointee.count > Self.largestKept
        writer.pointee.reset()
        if let surplus = isLarge ? writer : exchange(writer) { Self.free(surplus) }
    }

    /// Puts a writer, or none, in the calling thread's place.
    @inline(__always)
    private func exchange(_ writer: UnsafeMutablePointer<WireWriter>?) -> UnsafeMutablePointer<WireWriter>? {
        let number = Int(catga_calls_this_thread())
        guard number != 0 else { return spares[0].writer.exchange(writer, ordering: .acquiringAndReleasing) }
        // No other thread has the number, so two plain moves do.
        let former = spares[number].writer.load(ordering: .acquiring)
        spares[number].writer.store(writer, ordering: .releasing)
        return former
    }

    private static func free(_ writer: UnsafeMutablePointer<WireWriter>) {
        writer.deinitialize(count: 1)
        writer.deallocate()
    }
}
