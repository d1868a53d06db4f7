import Catga

/// What holds for every payload, whatever the value and whatever the bytes. The tests try it with seeded values, the
/// fuzzer (`Tests/Fuzz/run wire`) with its own.
enum WirePromises {
    /// A value is the same after it went over the wire, in as many bytes as it said.
    ///
    /// - Returns: What does not hold, or `nil`.
    static func broken<Value: PayloadCoding & Equatable>(by value: Value) -> String? {
        let bytes = value.encoded()
        guard bytes.count == value.encodedSize else { return "encodedSize is not what \(value) takes" }
        do throws(WireError) {
            let again = try Value(decoding: bytes)
            guard again == value else { return "\(value) became \(again)" }
            return again.encodedSize == bytes.count ? nil : "\(value) takes other bytes the second time"
        } catch {
            return "\(value) does not decode: \(error)"
        }
    }

    /// Bytes are an error that lies inside of them, or a value which, written anew, is the same value.
    ///
    /// - Parameter failure: Set to the error, where it is one.
    /// - Returns: What does not hold, or `nil`.
    static func broken<Value: PayloadCoding & Equatable>(
        _: Value.Type,
        by bytes: [UInt8],
        failure: inout WireError?
    ) -> String? {
        let value: Value
        do throws(WireError) {
            value = try Value(decoding: bytes)
        } catch {
            failure = error
            return error.offset >= 0 && error.offset <= bytes.count ? nil : "the error lies outside of the bytes"
        }
        // Elements of sets and dictionaries may come in another order.
        let encoded = value.encoded()
        guard encoded.count == value.encodedSize else { return "encodedSize is not what \(value) takes" }
        do throws(WireError) {
            let again = try Value(decoding: encoded)
            // Where there is a NaN, not even what the same bytes say twice is equal.
            if again != value, try Value(decoding: bytes) == value { return "\(value) became \(again)" }
            return again.encodedSize == encoded.count ? nil : "\(value) takes other bytes the second time"
        } catch {
            // What one type's default adds may exceed the limits that shorter bytes met.
            return error.code == .limitExceeded || error.code == .tooDeep ? nil : "\(value) does not decode: \(error)"
        }
    }
}
