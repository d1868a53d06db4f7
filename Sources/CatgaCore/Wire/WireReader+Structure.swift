extension WireReader {
    /// The number of members of an object, at most `members`; each ``readObject(members:)`` that returns a value is
    /// paired with an ``endObject()``.
    ///
    /// - Returns: `nil` where MemoryPack's null stands.
    @inlinable
    public mutating func readOptionalObject(members: UInt8) throws(WireError) -> UInt8? {
        let sent = try readUInt8()
        if sent == WireFormat.nullObject { return nil }
        guard sent <= members else { throw WireError(.tooManyMembers, at: offset - 1) }
        guard depthLeft > 0 else { throw WireError(.tooDeep, at: offset - 1) }
        depthLeft -= 1
        return sent
    }

    @inlinable
    public mutating func readObject(members: UInt8) throws(WireError) -> UInt8 {
        guard let sent = try readOptionalObject(members: members) else {
            throw WireError(.unexpectedNull, at: offset - 1)
        }
        return sent
    }

    @inlinable
    public mutating func endObject() {
        depthLeft += 1
    }

    /// An object stands next, not MemoryPack's null; the null is passed over.
    @inlinable
    public mutating func readIsPresent() throws(WireError) -> Bool {
        let header = try take(1).load(as: UInt8.self)
        guard header != WireFormat.nullObject else { return false }
        position -= 1
        return true
    }

    /// The flag of a nullable number and its padding; where it says no, the number's place is passed over too.
    @inlinable
    public mutating func readIsPresent(size: Int) throws(WireError) -> Bool {
        let isPresent = try readBool()
        try skip(size - 1)
        if !isPresent { try skip(size) }
        return isPresent
    }

    /// The number of elements of a collection.
    ///
    /// - Parameters:
    ///   - minimumSize: The least bytes an element takes. A count that the remaining bytes cannot hold is refused.
    ///   - stride: The memory an element takes, counted before anybody reserves it.
    /// - Returns: `nil` where MemoryPack's null stands.
    @inlinable
    public mutating func readOptionalCount(minimumSize: Int, stride: Int) throws(WireError) -> Int? {
        let elements = Int(try readInt32())
        if elements <= 0 {
            if elements == 0 { return 0 }
            guard elements == Int(WireFormat.nullCollection) else { throw WireError(.badLength, at: offset - 4) }
            return nil
        }
        let (size, sizeOverflow) = elements.multipliedReportingOverflow(by: minimumSize)
        guard !sizeOverflow, size <= remaining else { throw WireError(.badLength, at: offset - 4) }
        elementsLeft -= elements
        let (memory, memoryOverflow) = elements.multipliedReportingOverflow(by: stride)
        guard elementsLeft >= 0, !memoryOverflow, memory <= memoryLeft - WireLimits.allocationOverhead else {
            throw WireError(.limitExceeded, at: offset - 4)
        }
        memoryLeft -= memory + WireLimits.allocationOverhead
        return elements
    }

    @inlinable
    public mutating func readCount(minimumSize: Int, stride: Int) throws(WireError) -> Int {
        guard let elements = try readOptionalCount(minimumSize: minimumSize, stride: stride) else {
            throw WireError(.unexpectedNull, at: offset - 4)
        }
        return elements
    }

    /// Called by generated code where a member has no default.
    public func missingMember() -> WireError { WireError(.missingMember, at: offset) }

    /// Called by generated code for a raw value of `size` bytes that no case has.
    public func invalidValue(size: Int) -> WireError { WireError(.invalidValue, at: offset - size) }

    /// Called by generated code for a key or element that was there before.
    public func duplicateKey() -> WireError { WireError(.duplicateKey, at: offset) }
}
