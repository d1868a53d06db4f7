/// What a reader failed at first.
@usableFromInline
struct WireFailure {
    @usableFromInline var error: WireError
    /// The number of the member that failed, in the object whose end is not yet reached.
    var member: UInt8
    /// How deep that object lies, as the reader counts it.
    var depthLeft: Int

    /// The failure that there was already, or a new one. Allocates.
    @usableFromInline @inline(never)
    static func noted(
        _ former: UnsafeMutablePointer<WireFailure>?,
        _ code: WireError.Code,
        _ base: UnsafeRawPointer,
        _ place: UnsafeRawPointer,
        _ member: UInt8,
        _ depthLeft: Int
    ) -> UnsafeMutablePointer<WireFailure> {
        if let former { return former }
        let failure = UnsafeMutablePointer<WireFailure>.allocate(capacity: 1)
        let error = WireError(code, at: max(base.distance(to: place), 0))
        failure.initialize(to: WireFailure(error: error, member: member, depthLeft: depthLeft))
        return failure
    }

    @usableFromInline @inline(never)
    static func discard(_ failure: UnsafeMutablePointer<WireFailure>) {
        failure.deinitialize(count: 1)
        failure.deallocate()
    }
}
