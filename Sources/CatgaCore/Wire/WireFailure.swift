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

    /// Of an object whose first byte stands at `place`, or would.
    @usableFromInline @inline(never)
    static func notedObject(
        _ former: UnsafeMutablePointer<WireFailure>?,
        _ members: UInt8,
        _ required: UInt8,
        _ base: UnsafeRawPointer,
        _ place: UnsafeRawPointer,
        _ end: UnsafeRawPointer,
        _ member: UInt8,
        _ depthLeft: Int
    ) -> UnsafeMutablePointer<WireFailure> {
        guard place < end else { return noted(former, .truncated, base, place, member, depthLeft) }
        let sent = place.load(as: UInt8.self)
        let code: WireError.Code =
            if sent == WireFormat.nullObject {
                .unexpectedNull
            } else if sent > members {
                .tooManyMembers
            } else {
                sent < required ? .missingMember : .tooDeep
            }
        // A member is missing behind it.
        return noted(former, code, base, code == .missingMember ? place + 1 : place, member, depthLeft)
    }

    /// Of a collection whose count stands at `place`, or would.
    @usableFromInline @inline(never)
    static func notedCount(
        _ former: UnsafeMutablePointer<WireFailure>?,
        _ minimumSize: Int,
        _ base: UnsafeRawPointer,
        _ place: UnsafeRawPointer,
        _ end: UnsafeRawPointer,
        _ member: UInt8,
        _ depthLeft: Int
    ) -> UnsafeMutablePointer<WireFailure> {
        var code = WireError.Code.truncated
        if place.distance(to: end) >= 4 {
            let elements = Int32(littleEndian: place.loadUnaligned(as: Int32.self))
            let isTooLong = Int64(elements) &* Int64(minimumSize) > Int64(place.distance(to: end) &- 4)
            code = elements < 0 || isTooLong ? .badLength : .limitExceeded
            if elements == WireFormat.nullCollection { code = .unexpectedNull }
        }
        return noted(former, code, base, place, member, depthLeft)
    }

    @usableFromInline @inline(never)
    static func discard(_ failure: UnsafeMutablePointer<WireFailure>) {
        failure.deinitialize(count: 1)
        failure.deallocate()
    }
}
