import Catga

/// What every generated payload has, named so that one function can check them all.
private protocol Decodable {
    init(decoding bytes: [UInt8]) throws(WireError)
    func encoded() -> [UInt8]
    var encodedSize: Int { get }
}

extension FlowState: Decodable {}
extension OutboxMessage: Decodable {}
extension NatsStoredSnapshot: Decodable {}
extension Crowd: Decodable {}
extension First.Profile: Decodable {}
extension Second.Profile: Decodable {}
extension Sample: Decodable {}
extension Report: Decodable {}
extension Payment: Decodable {}
extension Formula: Decodable {}

/// libFuzzer's entry point for decoders, views and the envelope: the first byte picks the type, the others are its bytes,
/// copied to memory that ends where they do.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWire(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data + 1, count: size - 1))
    switch data[0] % 12 {
    case 0: check(FlowState.self, FlowState.View.self, bytes)
    case 1: check(OutboxMessage.self, OutboxMessage.View.self, bytes)
    case 2: check(NatsStoredSnapshot.self, NatsStoredSnapshot.View.self, bytes)
    case 3: check(Crowd.self, Crowd.View.self, bytes, read)
    case 4: check(First.Profile.self, First.Profile.View.self, bytes)
    case 5: check(Second.Profile.self, Second.Profile.View.self, bytes, read)
    case 6: check(Sample.self, Sample.View.self, bytes)
    case 7: check(Report.self, Report.View.self, bytes, read)
    case 8: check(Payment.self, Payment.View.self, bytes)
    case 9: check(Formula.self, Formula.View.self, bytes)
    case 10: checkEnvelope(bytes)
    default: checkError(bytes)
    }
    return 0
}

/// The bytes are an error, or a value that says the same after it went over the wire once more.
private func check<Value: Decodable, View: PayloadView & ~Copyable>(
    _: Value.Type,
    _: View.Type,
    _ bytes: [UInt8],
    _ body: (borrowing View) throws(WireError) -> Void = { (_) throws(WireError) in }
) {
    var failure: WireError?
    do throws(WireError) {
        let value = try Value(decoding: bytes)
        let encoded = value.encoded()
        precondition(encoded.count == value.encodedSize, "encodedSize is wrong")
        do throws(WireError) {
            // Elements of sets and dictionaries may come in another order.
            let again = try Value(decoding: encoded)
            precondition(again.encodedSize == encoded.count, "the value changed")
        } catch {
            // What one type's default adds may exceed the limits that shorter bytes met.
            precondition(error.code == .limitExceeded || error.code == .tooDeep, "what was encoded does not decode")
        }
    } catch {
        precondition(error.offset >= 0 && error.offset <= bytes.count, "the error lies outside of the bytes")
        failure = error
    }
    do throws(WireError) {
        try View.read(bytes.span.bytes, body)
    } catch {
        precondition(failure != nil || error.code == .utf16Text, "a view refuses what decodes")
    }
}

private func read(_ crowd: borrowing Crowd.View) throws(WireError) {
    try crowd.members.visit { (member) throws(WireError) in
        precondition(member.first.utf8.count == member.first.count)
        for index in 0..<member.numbers.count { _ = member.numbers[index] }
    }
    for index in (0..<crowd.members.count).reversed().prefix(16) { _ = crowd.members[index].second.string }
    do throws(WireError) { _ = try crowd.names } catch { precondition(error.code != .truncated) }
}

private func read(_ profile: borrowing Second.Profile.View) throws(WireError) {
    var total = 0
    for index in 0..<profile.tags.count { total += profile.tags[index].count }
    precondition(total >= 0)
    _ = try profile.origin
}

private func read(_ report: borrowing Report.View) throws(WireError) {
    for index in 0..<report.samples.count { _ = report.samples[index].value }
    do throws(WireError) { _ = try report.names } catch { precondition(error.code != .truncated) }
}

private func checkEnvelope(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { memory in
        var reader = WireReader(memory)
        guard let envelope = try? Envelope(from: &reader) else { return }
        precondition(envelope.payloadSize == reader.remaining, "the envelope is longer than its frame")
        var writer = WireWriter()
        envelope.encode(into: &writer)
        precondition(writer.count == envelope.encodedSize, "encodedSize is wrong")
    }
}

private func checkError(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { memory in
        var reader = WireReader(memory)
        guard let error = try? CatgaError(from: &reader) else { return }
        var writer = WireWriter()
        error.encode(into: &writer)
        precondition(writer.count > 0)
    }
}
