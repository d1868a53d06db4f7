/// Lends a view of a value to a handler that takes one. Called by generated code.
///
/// A message that was sent in this process is encoded for that, into memory of the stack where it has at most 1,024
/// bytes, as the standard library promises for temporary memory; a larger one allocates. A request that arrived as
/// bytes, with no behavior in front of its handler, is lent where it lies instead.
///
/// - Parameters:
///   - message: The value; its depth is limited as that of a message that arrives.
///   - body: Called once, unless the value lies too deep, or has a `Decimal` that has no form in bytes.
/// - Returns: What `body` returned, or an error as a ``HandlerThunk`` returns it.
@inlinable
public func lendingView<Message: PayloadCoding, View: PayloadView & ~Copyable>(
    of message: UnsafePointer<Message>,
    as _: View.Type,
    _ body: (borrowing View) -> UnsafeMutableRawPointer?
) -> UnsafeMutableRawPointer? {
    withUnsafeTemporaryAllocation(byteCount: message.pointee.encodedSize, alignment: 1) { memory in
        if let start = memory.baseAddress { _ = message.pointee.encode(at: WireCursor(unsafelyAt: start)) }
        let limits = WireLimits(frameSize: .max, elements: .max)
        var reader = WireReader(UnsafeRawBufferPointer(memory), limits: limits)
        let view = View(unsafelyReading: &reader)
        do throws(WireError) {
            try reader.finish()
        } catch {
            return CatgaError(error).handedOver()
        }
        return body(view)
    }
}
