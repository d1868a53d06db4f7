/// Where a reader stands in a version-tolerant object, whose members' lengths all come first.
public struct WireMembers {
    let object: WireObject
    var left: Int
    /// Offset of the next member's length.
    var lengths: Int
    /// Offset behind the member that is being read.
    var memberEnd: Int
    /// Offset behind the last member.
    var end: Int
}

extension WireReader {
    /// Starts a version-tolerant object, whatever the number of its members; each is paired with an
    /// ``endTolerantObject(_:_:)``.
    public mutating func beginTolerantObject() -> WireMembers {
        let sent = readUInt8()
        if sent > WireFormat.maximumMembers {
            fail(sent == WireFormat.nullObject ? .unexpectedNull : .invalidValue, before: 1)
        }
        let object = begin(sent: hasFailed ? 0 : sent, headSize: 1)
        let lengths = position
        var size = 0
        for _ in 0..<object.sent {
            // No sum overflows: each length is at most what remains, and there are at most 249.
            size += readLength()
            if size > remaining { fail(.badLength) }
        }
        return WireMembers(
            object: object, left: Int(object.sent), lengths: lengths, memberEnd: position,
            end: min(position + size, count)
        )
    }

    /// Goes to the next member.
    ///
    /// - Returns: Whether the writer sent it.
    public mutating func nextMember(_ members: inout WireMembers) -> Bool {
        guard members.left > 0, !hasFailed else { return false }
        members.left -= 1
        let start = position
        position = members.lengths
        let length = readLength()
        members.lengths = position
        position = start
        members.memberEnd = start + length
        return length > 0
    }

    /// Goes to the next member, which has no default; fails with ``WireError/Code/missingMember`` where it was not sent.
    public mutating func requireMember(_ members: inout WireMembers) {
        if !nextMember(&members) { fail(.missingMember) }
    }

    /// Fails with ``WireError/Code/badLength`` where the member was not as long as it was said to be.
    public mutating func endMember(_ members: WireMembers) {
        if position != members.memberEnd { fail(.badLength) }
    }

    /// Passes over members that this version does not know, and goes back to the object around it.
    ///
    /// - Parameter names: As those of ``endObject(_:_:)``.
    public mutating func endTolerantObject(_ members: WireMembers, _ names: StaticString) {
        if !hasFailed { position = members.end }
        endObject(members.object, names)
    }

    /// MemoryPack's integer of varying size: up to 127 itself, else a code and the number in the code's width.
    private mutating func readLength() -> Int {
        let start = position
        let head = readInt8()
        if head >= 0 { return Int(head) }
        let length: Int?
        switch head {
        case -121: length = Int(readUInt8())
        case -122: length = Int(readInt8())
        case -123: length = Int(readUInt16())
        case -124: length = Int(readInt16())
        case -125: length = Int(exactly: readUInt32())
        case -126: length = Int(readInt32())
        case -127: length = Int(exactly: readUInt64())
        case -128: length = Int(exactly: readInt64())
        default: length = nil
        }
        guard let length, length >= 0, length <= count else {
            fail(.badLength, before: position - start)
            return 0
        }
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
