import Catga
import GoldenContracts
import GoldenWire
import Testing

@Suite("Bytes that ask for too much")
struct WireLimitTests {
    private static func error(
        _ bytes: [UInt8],
        _ limits: WireLimits = WireLimits(),
        _ decode: (RawSpan, WireLimits) throws(WireError) -> Void
    ) -> WireError? {
        do throws(WireError) {
            try decode(bytes.span.bytes, limits)
            return nil
        } catch {
            return error
        }
    }

    private static func crowd(_ bytes: [UInt8], _ limits: WireLimits = WireLimits()) -> WireError? {
        error(bytes, limits) { (bytes, limits) throws(WireError) in _ = try Crowd(decoding: bytes, limits: limits) }
    }

    @Test("More bytes than a frame may have are refused before one is read")
    func frameSize() {
        let bytes = GoldenWireTests.everything().encoded()
        let limits = WireLimits(frameSize: bytes.count - 1)
        let error = Self.error(bytes, limits) { (bytes, limits) throws(WireError) in
            _ = try Everything(decoding: bytes, limits: limits)
        }
        #expect(error == WireError(.limitExceeded, at: 0))
        #expect(throws: WireError(.limitExceeded, at: 0)) {
            try Crowd(decoding: [UInt8](repeating: 0, count: WireLimits().frameSize + 1))
        }
    }

    @Test("All collections of a payload share one number of elements")
    func elements() {
        let bytes = Crowd(members: [Roomy()], lists: [[1, 2], [3]]).encoded()
        #expect(Self.crowd(bytes, WireLimits(elements: 6)) == nil)
        #expect(Self.crowd(bytes, WireLimits(elements: 5))?.code == .limitExceeded)
    }

    @Test("The depth is configurable")
    func depth() {
        let bytes = Crowd(members: [Roomy()]).encoded()
        #expect(Self.crowd(bytes, WireLimits(depth: 2)) == nil)
        #expect(Self.crowd(bytes, WireLimits(depth: 1))?.code == .tooDeep)
    }

    @Test("A count that the bytes could hold, but the memory could not, is refused before anything is reserved")
    func memory() {
        let count = 1_000_000
        var bytes: [UInt8] = [1]
        withUnsafeBytes(of: Int32(count).littleEndian) { bytes += $0 }
        bytes += [UInt8](repeating: 0, count: count)
        #expect(Self.crowd(bytes) == WireError(.limitExceeded, at: 1, in: "members"))
    }

    @Test("Many small collections count with what they take, not with what they hold")
    func smallCollections() {
        let lists = [[UInt8]](repeating: [7], count: 100_000)
        #expect(Self.crowd(Crowd(members: [], lists: lists).encoded())?.code == .limitExceeded)
        #expect(Self.crowd(Crowd(members: [], lists: Array(lists[..<10_000])).encoded()) == nil)
    }

    @Test("A count larger than the bytes that remain is refused, negative ones too", arguments: [Int32.max, -2, .min])
    func counts(count: Int32) {
        var bytes: [UInt8] = [1]
        withUnsafeBytes(of: count.littleEndian) { bytes += $0 }
        #expect(Self.crowd(bytes) == WireError(.badLength, at: 1, in: "members"))
    }

    @Test("The error names the member, through all objects around it")
    func memberPath() {
        let order = PlaceOrder(customerID: 1, items: [.init(sku: "ok", quantity: 1), .init(sku: "??", quantity: 2)])
        var bytes = order.encoded()
        let place = bytes.lastIndex(of: UInt8(ascii: "?")) ?? 0
        bytes[place] = 0xFF
        #expect(throws: WireError(.invalidUTF8, at: place - 9, in: "items.sku")) { try PlaceOrder(decoding: bytes) }
        let error = WireError(.invalidUTF8, at: 7, in: "items.sku")
        #expect(error.description == "The bytes cannot be read: text is not valid UTF-8 in items.sku at offset 7")
    }

    @Test("The box of an indirect case counts with all that it holds")
    func boxes() {
        let chest: [UInt8] = [0, 4, 0, 0, 0, 0]
        func error(_ count: Int) -> WireError? {
            var bytes: [UInt8] = [1]
            withUnsafeBytes(of: Int32(count).littleEndian) { bytes += $0 }
            for _ in 0..<count { bytes += chest }
            return Self.error(bytes) { (bytes, limits) throws(WireError) in
                #expect(try Chests(decoding: bytes, limits: limits).all.count == count)
            }
        }
        #expect(error(3_000) == nil)
        // Each takes more than 300 bytes of memory.
        #expect(error(20_000)?.code == .limitExceeded)
    }

    @Test("After a failure no box is made for each element that is left")
    func boxesAfterFailure() {
        let count = 170_000
        var bytes: [UInt8] = [1]
        withUnsafeBytes(of: Int32(count).littleEndian) { bytes += $0 }
        bytes += [UInt8](repeating: 0xFF, count: 1_000_000)
        bytes.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            let chests = Chests(reading: &reader).all
            let error = #expect(throws: WireError.self) { try reader.check() }
            #expect(error == WireError(.unexpectedNull, at: 5, in: "all"))
            #expect(chests.count == count)
            // The words that are the boxes' addresses.
            #expect(chests.withUnsafeBytes { Set($0.bindMemory(to: UInt.self)) }.count <= 2)
        }
    }

    @Test("Objects of fixed layout have nothing in front at which they could be too deep")
    func depthOfFixed() throws {
        let bytes = try LayoutTests.report().encoded()
        let error = Self.error(bytes, WireLimits(depth: 1)) { (bytes, limits) throws(WireError) in
            _ = try Report(decoding: bytes, limits: limits)
        }
        #expect(error == WireError(.tooDeep, at: 5, in: "samples"))
    }
}
