extension WireFormat {
    /// In front of a union's case whose number does not fit one byte.
    static var wideTag: UInt8 { 250 }
}

extension WireReader {
    /// The number of a union's case.
    ///
    /// - Throws: ``WireError/Code/unexpectedNull`` where MemoryPack's null stands.
    public mutating func readUnionTag() throws(WireError) -> UInt16 {
        let tag = try readUInt8()
        if tag < WireFormat.wideTag { return UInt16(tag) }
        if tag == WireFormat.wideTag { return try readUInt16() }
        throw WireError(tag == WireFormat.nullObject ? .unexpectedNull : .invalidValue, at: offset - 1)
    }

    /// Counts the box of an indirect case before it is made.
    ///
    /// - Throws: ``WireError/Code/limitExceeded`` where all boxes together take more than the payload's bytes justify.
    public mutating func reserveBox(_ size: Int) throws(WireError) {
        try charge(memory: size + WireLimits.allocationOverhead)
    }
}

extension WireCursor {
    /// The number of a union's case, less than 250. The case's values follow as an object.
    @inlinable
    public mutating func write(unionTag tag: UInt8) { write(tag) }
}
