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

    /// Of an object, behind its first byte.
    @usableFromInline @inline(never)
    static func notedObject(
        _ former: UnsafeMutablePointer<WireFailure>?,
        _ sent: UInt8,
        _ members: UInt8,
        _ required: UInt8,
        _ base: UnsafeRawPointer,
        _ place: UnsafeRawPointer,
        _ member: UInt8,
        _ depthLeft: Int
    ) -> UnsafeMutablePointer<WireFailure> {
        let code: WireError.Code =
            if sent == WireFormat.nullObject {
                .unexpectedNull
            } else if sent > members {
                .tooManyMembers
            } else {
                sent < required ? .missingMember : .tooDeep
            }
        return noted(former, code, base, code == .missingMember ? place : place - 1, member, depthLeft)
    }

    /// Of a collection, behind its count.
    @usableFromInline @inline(never)
    static func notedCount(
        _ former: UnsafeMutablePointer<WireFailure>?,
        _ elements: Int,
        _ size: Int64,
        _ remaining: Int,
        _ base: UnsafeRawPointer,
        _ place: UnsafeRawPointer,
        _ member: UInt8,
        _ depthLeft: Int
    ) -> UnsafeMutablePointer<WireFailure> {
        let code: WireError.Code =
            if elements == Int(WireFormat.nullCollection) {
                .unexpectedNull
            } else {
                elements < 0 || size > Int64(remaining) ? .badLength : .limitExceeded
            }
        return noted(former, code, base, place - 4, member, depthLeft)
    }

    @usableFromInline @inline(never)
    static func discard(_ failure: UnsafeMutablePointer<WireFailure>) {
        failure.deinitialize(count: 1)
        failure.deallocate()
    }
}
