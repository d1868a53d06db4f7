import Catga
import Foundation

@_silgen_name("wire_memory_begin") private func beginMemory()
@_silgen_name("wire_memory_most") private func mostMemory() -> Int

/// Before the first input: every MemoryPack vector, cut off at every byte and with every single bit turned over.
@_cdecl("LLVMFuzzerInitialize")
public func checkVectors(_: UnsafeMutablePointer<CInt>, _: UnsafeMutableRawPointer) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["CATGA_VECTORS"] else { return 0 }
    var inputs = 0
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".bin") {
        let vector = [UInt8]((try? Data(contentsOf: URL(filePath: folder).appending(path: name))) ?? Data())
        let cut = vector.indices.map { Array(vector[..<$0]) }
        let turned = (0..<8 * vector.count).map { bit in
            var bytes = vector
            bytes[bit / 8] ^= 1 << (bit % 8)
            return bytes
        }
        for bytes in [vector] + cut + turned {
            if name.hasPrefix("flow-state") { check(FlowState.self, FlowState.View.self, bytes) }
            if name.hasPrefix("outbox-message") { check(OutboxMessage.self, OutboxMessage.View.self, bytes) }
            if name.hasPrefix("nats-stored") { check(NatsStoredSnapshot.self, NatsStoredSnapshot.View.self, bytes) }
            if name.hasPrefix("stored") { check(StoredSnapshotMetadata.self, StoredSnapshotMetadata.View.self, bytes) }
            inputs += 1
        }
    }
    precondition(inputs > 8_000, "the vectors are not there")
    print("INFO: \(inputs) broken vectors")
    return 0
}

/// libFuzzer's entry point for decoders, views and the envelope: the first byte picks the type, the others are its bytes,
/// copied to memory that ends where they do; or they are what a
/// random value is made from.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWire(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data + 1, count: size - 1))
    switch data[0] % 16 {
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
    case 11: checkError(bytes)
    case 12: check(Invoice.self, Invoice.View.self, bytes)
    default: checkValue(bytes)
    }
    return 0
}

/// What `WirePromises` say; a view takes whatever decodes, but for text in UTF-16; and neither takes more memory than
/// four times the bytes and a megabyte.
private func check<Value: PayloadCoding & Equatable, View: PayloadView & ~Copyable>(
    _: Value.Type,
    _: View.Type,
    _ bytes: [UInt8],
    _ body: (borrowing View) throws(WireError) -> Void = { (_) throws(WireError) in }
) {
    let limit = 4 * bytes.count + 1 << 20
    var failure: WireError?
    beginMemory()
    if let broken = WirePromises.broken(Value.self, by: bytes, failure: &failure) { fatalError(broken) }
    precondition(mostMemory() <= limit, "decoding, encoding and decoding take too much memory")
    do throws(WireError) {
        beginMemory()
        try View.read(bytes.span.bytes, body)
    } catch {
        precondition(failure != nil || error.code == .utf16Text, "a view refuses what decodes")
    }
    precondition(mostMemory() <= limit, "a view takes too much memory")
}

/// A value that the bytes choose is the same after it went over the wire.
private func checkValue(_ bytes: [UInt8]) {
    var values = RandomValues(bytes)
    if let broken = values.broken() { fatalError(broken) }
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
        writer.withBytes { written in
            var copy = WireReader(written)
            precondition((try? Envelope(from: &copy))?.context == envelope.context, "another context was written")
        }
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
