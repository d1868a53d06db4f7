#if _endian(big)
#error("Numbers in place need a little-endian platform, as MemoryPack does.")
#endif

/// Numbers of an array in bytes that are only borrowed, where they may stand at any address.
public struct NumberArray<Number: BitwiseCopyable>: ~Copyable {
    @usableFromInline let block: WireBytes

    /// Called by generated code, which sees to it that the bytes outlive the value.
    @inlinable
    public init(unsafelyReading reader: inout WireReader) {
        block = reader.readBlock(ofElementsOf: MemoryLayout<Number>.size)
    }

    /// No numbers, where the writer sent no array. Called by generated code.
    @inlinable
    public init() {
        block = .null()
    }

    @inlinable
    public var count: Int { block.count / MemoryLayout<Number>.size }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    @inlinable
    public subscript(index: Int) -> Number {
        precondition(index >= 0 && index < count, "no such element")
        return block.span.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index * MemoryLayout<Number>.size,
            as: Number.self
        )
    }
}
