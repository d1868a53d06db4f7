/// A payload's value in bytes that are only borrowed. Generated: every payload `T` that is not a mere number has a
/// `T.View`. See <doc:Views>.
public protocol PayloadView: ~Copyable {
    /// Checks the bytes, which must outlive the view; ``read(_:limits:_:)`` sees to that. Where the reader has failed
    /// afterwards, the view is not to be used.
    init(unsafelyReading reader: inout WireReader)
}

extension PayloadView where Self: ~Copyable {
    /// Lends a view of a value that takes all of `bytes`. Allocates nothing, but for what the check of a
    /// `Decimal` or an enum with associated values does.
    ///
    /// - Parameters:
    ///   - limits: What is refused however well-formed it is.
    ///   - body: Called once, after everything was checked.
    /// - Throws: ``WireError`` that says where the bytes are not such a value, or what `body` throws.
    @inlinable
    public static func read<Result>(
        _ bytes: RawSpan,
        limits: WireLimits = WireLimits(),
        _ body: (borrowing Self) throws(WireError) -> Result
    ) throws(WireError) -> Result {
        var reader = WireReader(unsafelyLent: bytes, limits: limits)
        let view = Self(unsafelyReading: &reader)
        try reader.finish()
        return try body(view)
    }
}
