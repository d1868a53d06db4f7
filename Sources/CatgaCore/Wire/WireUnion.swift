extension WireFormat {
    /// In front of a union's case whose number does not fit one byte.
    static var wideTag: UInt8 { 250 }
}

extension WireReader {
    /// The number of a union's case, 65,535 after a failure.
    public mutating func readUnionTag() -> UInt16 {
        let tag = readUInt8()
        if tag >= WireFormat.wideTag {
            if tag == WireFormat.wideTag { return failureTag(or: readUInt16()) }
            fail(tag == WireFormat.nullObject ? .unexpectedNull : .invalidValue, before: 1)
        }
        return failureTag(or: UInt16(tag))
    }

    /// Called by generated code for a case that the union does not have, behind its number.
    public mutating func failUnknownCase(_ tag: UInt16) {
        fail(.invalidValue, before: tag < UInt16(WireFormat.wideTag) ? 1 : 3)
    }

    /// No union has a case of this number, so that after a failure none is gone into.
    private func failureTag(or tag: UInt16) -> UInt16 { hasFailed ? .max : tag }

    /// Counts the box of an indirect case before it is made; fails with ``WireError/Code/limitExceeded`` where all
    /// boxes together take more than the payload's bytes justify.
    ///
    /// - Parameter size: Bytes of the case's values.
    public mutating func reserveBox(_ size: Int) {
        _ = charge(memory: size + WireLimits.allocationOverhead)
    }
}

extension WireCursor {
    /// The number of a union's case, less than 250. The case's values follow as an object.
    @inlinable
    public mutating func write(unionTag tag: UInt8) { write(tag) }
}
