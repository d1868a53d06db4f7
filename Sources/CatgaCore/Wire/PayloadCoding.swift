/// The wire form of a payload, written by the generator, and what every payload can do because of it.
///
/// ```swift
/// let bytes = order.encoded()
/// let again = try Order(decoding: bytes)
/// ```
///
/// The three requirements are for generated code. What stands below them is compiled into the module that calls it.
public protocol PayloadCoding: Payload {
    /// Bytes that the value takes.
    var encodedSize: Int { get }

    /// Writes to memory that has room for ``encodedSize`` bytes.
    ///
    /// - Returns: The place behind them.
    func encode(at start: WireCursor) -> WireCursor

    /// Reads a value that is only good where the reader has not failed.
    init(reading reader: inout WireReader)
}

extension PayloadCoding {
    /// Appends the value. Allocates only where the writer's memory has to grow.
    @inlinable
    public func encode(into writer: inout WireWriter) {
        writer.advance(to: encode(at: writer.cursor(reserving: encodedSize)))
    }

    /// The value's bytes. Allocates them.
    @inlinable
    public func encoded() -> [UInt8] {
        WireCursor.bytes(encodedSize) { encode(at: $0) }
    }

    /// Reads one value of many, or part of one.
    ///
    /// - Throws: ``WireError`` that says where the bytes are not such a value, or exceed the reader's limits.
    @inlinable
    public init(from reader: inout WireReader) throws(WireError) {
        self.init(reading: &reader)
        try reader.check()
    }

    /// Reads a value that takes all of `bytes`. Allocates what the value's own strings and collections take.
    ///
    /// - Parameter limits: What is refused however well-formed it is.
    /// - Throws: ``WireError`` that says where the bytes are not such a value, or exceed `limits`.
    @inlinable
    public init(decoding bytes: RawSpan, limits: WireLimits = WireLimits()) throws(WireError) {
        var reader = WireReader(unsafelyLent: bytes, limits: limits)
        self.init(reading: &reader)
        try reader.finish()
    }

    /// As ``init(decoding:limits:)``, under the default limits.
    @inlinable
    public init(decoding bytes: [UInt8]) throws(WireError) {
        try self.init(decoding: bytes.span.bytes)
    }
}
