import CCatgaCalls
import Synchronization

/// Memory that frames are written into, kept for the next: one buffer for each thread that writes any.
final class SpareWriters: @unchecked Sendable {
    /// By thread number; a thread without one shares the first.
    private let spares: UnsafeMutablePointer<Atomic<UnsafeMutablePointer<WireWriter>?>>
    private static let count = Int(CATGA_CALLS_STRIPES)
    /// A buffer that one large frame made larger is not kept.
    private static let largestKept = 64 << 10

    init() {
        spares = .allocate(capacity: Self.count)
        for place in 0..<Self.count { (spares + place).initialize(to: Atomic(nil)) }
    }

    deinit {
        for place in 0..<Self.count {
            if let spare = spares[place].load(ordering: .acquiring) { Self.free(spare) }
        }
        spares.deinitialize(count: Self.count)
        spares.deallocate()
    }

    /// An empty writer, the caller's until it is given back. Allocates only where the thread's own is in use.
    func take() -> UnsafeMutablePointer<WireWriter> {
        if let spare = spares[Int(catga_calls_this_thread())].exchange(nil, ordering: .acquiring) { return spare }
        let writer = UnsafeMutablePointer<WireWriter>.allocate(capacity: 1)
        writer.initialize(to: WireWriter(capacity: 1_024))
        return writer
    }

    /// On whatever thread.
    func give(back writer: UnsafeMutablePointer<WireWriter>) {
        let isLarge = writer.pointee.count > Self.largestKept
        writer.pointee.reset()
        let surplus =
            isLarge ? writer : spares[Int(catga_calls_this_thread())].exchange(writer, ordering: .acquiringAndReleasing)
        if let surplus { Self.free(surplus) }
    }

    private static func free(_ writer: UnsafeMutablePointer<WireWriter>) {
        writer.deinitialize(count: 1)
        writer.deallocate()
    }
}
