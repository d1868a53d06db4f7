/// The object that is being read, as its first byte described it.
public struct WireObject {
    /// Members that the writer sent.
    public let sent: UInt8
    /// Where the reader stood in the object around it.
    @usableFromInline let outerMember: UInt8

    @inlinable
    init(sent: UInt8, outerMember: UInt8) {
        self.sent = sent
        self.outerMember = outerMember
    }
}

// MARK: - Objects

extension WireReader {
    /// Starts an object; each is paired with an ``endObject(_:_:)``.
    ///
    /// - Parameters:
    ///   - members: What this version of the type has. More fail with ``WireError/Code/tooManyMembers``.
    ///   - required: How many of them have no default. Fewer fail with ``WireError/Code/missingMember``.
    @inlinable @inline(__always)
    public mutating func beginObject(members: UInt8, required: UInt8) -> WireObject {
        var sent: UInt8 = 0
        if place < end { sent = place.load(as: UInt8.self) }
        if place < end, sent >= required, sent <= members, depthLeft > 0 {
            place += 1
        } else {
            sent = 0
            failure = WireFailure.notedObject(failure, members, required, base, place, end, member, depthLeft)
            place = end
        }
        depthLeft &-= 1
        let object = WireObject(sent: sent, outerMember: member)
        member = 0
        return object
    }

    /// Starts a struct of fixed layout, which has no byte in front; each is paired with an ``endObject(_:_:)``.
    @inlinable
    public mutating func beginFixed() -> WireObject { begin(sent: 0, headSize: 0) }

    /// Goes one object deeper, behind what stands in front of its members.
    @inlinable @inline(__always)
    mutating func begin(sent: UInt8, headSize: Int) -> WireObject {
        if depthLeft <= 0 { fail(.tooDeep, before: headSize) }
        depthLeft &-= 1
        let object = WireObject(sent: sent, outerMember: member)
        member = 0
        return object
    }

    /// Goes back to the object around it.
    ///
    /// - Parameter names: The names of the members in order, between commas, for the path of an error.
    @inlinable @inline(__always)
    public mutating func endObject(_ object: WireObject, _ names: StaticString) {
        depthLeft &+= 1
        member = object.outerMember
        if hasFailed { addToPath(names, object) }
    }

    /// What failed inside of this object, and not before it or behind it, failed in a member of it.
    @usableFromInline @inline(never)
    mutating func addToPath(_ names: StaticString, _ object: WireObject) {
        guard let failure, failure.pointee.depthLeft == depthLeft - 1 else { return }
        let name = Self.word(Int(failure.pointee.member), of: names)
        failure.pointee.member = object.outerMember
        failure.pointee.depthLeft = depthLeft
        guard !name.isEmpty else { return }
        let path = failure.pointee.error.path
        failure.pointee.error.path = path.isEmpty ? name : name + "." + path
    }

    /// The word at `position` of those between commas; empty where there is none.
    private static func word(_ position: Int, of words: StaticString) -> String {
        let text = UnsafeRawBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
        var before = position
        var start = 0
        while before > 0, start < text.count {
            if text[start] == UInt8(ascii: ",") { before -= 1 }
            start += 1
        }
        var end = start
        while end < text.count, text[end] != UInt8(ascii: ",") { end += 1 }
        return before > 0 ? "" : String(decoding: UnsafeRawBufferPointer(rebasing: text[start..<end]), as: UTF8.self)
    }

    /// An object stands next, not MemoryPack's null; the null is passed over.
    @inlinable
    public mutating func readIsPresent() -> Bool {
        guard readUInt8() != WireFormat.nullObject, !hasFailed else { return false }
        place -= 1
        return true
    }

    /// The flag of a nullable number and its padding; where it says no, the number's place is passed over too.
    @inlinable
    public mutating func readIsPresent(size: Int) -> Bool {
        let isPresent = readBool()
        skip(size - 1)
        if !isPresent { skip(size) }
        return isPresent && !hasFailed
    }
}

// MARK: - Collections

extension WireReader {
    /// The number of elements of a collection.
    ///
    /// - Parameters:
    ///   - minimumSize: The least bytes an element takes. A count that the remaining bytes cannot hold fails with
    ///     ``WireError/Code/badLength``.
    ///   - stride: The memory an element takes, counted before anybody reserves it; 0 where nobody does.
    ///   - overhead: What the collection takes besides.
    /// - Returns: `nil` where MemoryPack's null stands.
    @inlinable @inline(__always)
    public mutating func readOptionalCount(
        minimumSize: Int,
        stride: Int,
        overhead: Int = WireLimits.allocationOverhead
    ) -> Int? {
        if remaining >= 4, place.loadUnaligned(as: Int32.self) == WireFormat.nullCollection {
            place += 4
            return nil
        }
        return readCount(minimumSize: minimumSize, stride: stride, overhead: overhead)
    }

    /// As ``readOptionalCount(minimumSize:stride:overhead:)``, where null fails with ``WireError/Code/unexpectedNull``.
    @inlinable @inline(__always)
    public mutating func readCount(
        minimumSize: Int,
        stride: Int,
        overhead: Int = WireLimits.allocationOverhead
    ) -> Int {
        if remaining >= 4 {
            let elements = Int(Int32(littleEndian: place.loadUnaligned(as: Int32.self)))
            if elements == 0 {
                place += 4
                return 0
            }
            // Neither product overflows 64 bits: the count has 31, and types of 2³² bytes do not exist.
            let size = Int64(elements) &* Int64(minimumSize)
            let memory = stride == 0 ? 0 : Int64(elements) &* Int64(stride) &+ Int64(overhead)
            if elements > 0, size <= Int64(remaining &- 4), elements <= elementsLeft, memory <= Int64(memoryLeft) {
                place += 4
                elementsLeft &-= elements
                memoryLeft &-= Int(truncatingIfNeeded: memory)
                return elements
            }
        }
        failure = WireFailure.notedCount(failure, minimumSize, base, place, end, member, depthLeft)
        place = end
        return 0
    }

    /// Something is wrong with a count that was just read, or with what it counts.
    @inlinable @inline(__always)
    mutating func failCount(_ code: WireError.Code) { fail(code, before: 4) }

    /// Called by generated code for a raw value of `size` bytes, or a number of a case, that no case has.
    public mutating func failInvalidValue(size: Int) { fail(.invalidValue, before: size) }

    /// Called by generated code for a key or element that was there before.
    public mutating func failDuplicateKey() { fail(.duplicateKey) }
}
