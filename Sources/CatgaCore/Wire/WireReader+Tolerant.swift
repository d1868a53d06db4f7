/// Where a reader stands in a version-tolerant object, whose members' lengths all come first.
public struct WireMembers {
    @usableFromInline var left: Int
    /// Offset of the next member's length.
    @usableFromInline var lengths: Int
    /// Offset behind the member that is being read.
    @usableFromInline var memberEnd: Int
    /// Offset behind the last member.
    @usableFromInline var end: Int

    @usableFromInline
    init(left: Int, lengths: Int) {
        self.left = left
        self.lengths = lengths
        memberEnd = lengths
        end = lengths
    }
}

extension WireReader {
    /// Starts a version-tolerant object, whatever the number of its members.
    public mutating func readTolerantObject() throws(WireError) -> WireMembers {
        let sent = try readUInt8()
        guard sent != WireFormat.nullObject else { throw WireError(.unexpectedNull, at: offset - 1) }
        guard sent <= WireFormat.maximumMembers else { throw WireError(.invalidValue, at: offset - 1) }
        guard depthLeft > 0 else { throw WireError(.tooDeep, at: offset - 1) }
        depthLeft -= 1
        var members = WireMembers(left: Int(sent), lengths: position)
        var size = 0
        for _ in 0..<sent {
            let length = try readLength()
            // No sum overflows: each length is at most what remains, and there are at most 249.
            size += length
            guard size <= remaining else { throw WireError(.badLength, at: offset) }
        }
        members.end = position + size
        guard size <= remaining else { throw WireError(.badLength, at: offset) }
        return members
    }

    /// Goes to the next member.
    ///
    /// - Returns: Whether the writer sent it.
    public mutating func nextMember(_ members: inout WireMembers) throws(WireError) -> Bool {
        guard members.left > 0 else { return false }
        members.left -= 1
        let start = position
        position = members.lengths
        let length = try readLength()
        members.lengths = position
        position = start
        members.memberEnd = start + length
        return length > 0
    }

    /// - Throws: ``WireError/Code/badLength`` where the member was not as long as it was said to be.
    public func endMember(_ members: WireMembers) throws(WireError) {
        guard position == members.memberEnd else { throw WireError(.badLength, at: offset) }
    }

    /// Passes over members that this version does not know.
    public mutating func endTolerantObject(_ members: WireMembers) {
        position = members.end
        depthLeft += 1
    }

    /// MemoryPack's integer of varying size: up to 127 itself, else a code and the number in the code's width.
    private mutating func readLength() throws(WireError) -> Int {
        let start = offset
        let head = try readInt8()
        if head >= 0 { return Int(head) }
        let length: Int?
        switch head {
        case -121: length = Int(try readUInt8())
        case -122: length = Int(try readInt8())
        case -123: length = Int(try readUInt16())
        case -124: length = Int(try readInt16())
        case -125: length = Int(exactly: try readUInt32())
        case -126: length = Int(try readInt32())
        case -127: length = Int(exactly: try readUInt64())
        case -128: length = Int(exactly: try readInt64())
        default: length = nil
        }
        guard let length, length >= 0, length <= count else { throw WireError(.badLength, at: start) }
        return length
    }
}

extension WireFormat {
    /// The most members an object may have; larger counts mean something else.
    static var maximumMembers: UInt8 { 249 }

    /// Bytes of a member of a version-tolerant object: its length, and itself.
    @inlinable
    public static func size(ofMember size: Int) -> Int {
        size <= 127 ? size + 1 : size <= 32_767 ? size + 3 : size + 5
    }
}

extension WireCursor {
    /// The length of a member of a version-tolerant object, less than 2 GiB.
    @inlinable
    public mutating func write(lengthOfMember length: Int) {
        if length <= 127 {
            write(Int8(length))
        } else if length <= 32_767 {
            write(Int8(-124))
            write(Int16(length))
        } else {
            write(Int8(-126))
            write(Int32(length))
        }
    }
}
