import CatgaCore
import Testing

@Suite("The layout of ids")
struct SnowflakeLayoutTests {
    @Test("The standard layout holds what its documentation says")
    func standard() {
        let layout = SnowflakeLayout.standard
        #expect(layout.timeBits == 39)
        #expect(layout.idsPerMillisecond * 1000 >= 2 * 10_000_000)
        #expect(layout.maximumWorker == 511)
        // 2043-06-03 21:56:53.887 UTC.
        #expect(layout.lastMilliseconds == 2_316_981_413_887)
    }

    @Test("Bits that do not fit are refused", arguments: [(17, 0), (0, 23), (10, 18), (255, 255)])
    func refused(workerBits: UInt8, sequenceBits: UInt8) {
        let error = #expect(throws: CatgaError.self) {
            try SnowflakeLayout(epochMilliseconds: 0, workerBits: workerBits, sequenceBits: sequenceBits)
        }
        #expect(error?.code == .configuration)
    }

    @Test(
        "An id comes apart into what it was made of",
        arguments: [(0, 0), (0, 12), (16, 0), (10, 12), (16, 11), (5, 22)])
    func parts(workerBits: UInt8, sequenceBits: UInt8) throws {
        let layout = try SnowflakeLayout(epochMilliseconds: 77, workerBits: workerBits, sequenceBits: sequenceBits)
        let ids = try SnowflakeGenerator(layout: layout, worker: layout.maximumWorker, startMilliseconds: 0)
        for milliseconds in [78, 1_000_000, layout.lastMilliseconds] {
            let parts = try #require(layout.parts(of: try ids.next(nowMilliseconds: milliseconds)))
            #expect(parts.milliseconds == milliseconds)
            #expect(parts.worker == layout.maximumWorker)
            #expect(parts.sequence == 0)
        }
        #expect(layout.parts(of: 1 << 63) == nil)
    }
}

@Suite("Ids as text")
struct SnowflakeTextTests {
    @Test(
        "An id's text is thirteen digits of base 32",
        arguments: [
            (0, "0000000000000"), (31, "000000000000Z"), (32, "0000000000010"), (.max, "FZZZZZZZZZZZZ"),
            (0x0123_4567_89AB_CDEF, "028T5CY4TQKFF"),
        ] as [(UInt64, String)]
    )
    func golden(id: UInt64, text: String) throws {
        #expect(SnowflakeText.text(of: id) == text)
        #expect(try SnowflakeText.id(of: text) == id)
        #expect(try SnowflakeText.id(of: text.lowercased()) == id)
    }

    @Test("Texts sort like their ids and read back")
    func sorted() throws {
        var random = SeededGenerator(seed: 7)
        let ids = (0..<5000).map { _ in random.next() >> UInt64.random(in: 0...63, using: &random) }.sorted()
        let texts = ids.map { SnowflakeText.text(of: $0) }
        #expect(texts == texts.sorted())
        #expect(try texts.map { try SnowflakeText.id(of: $0) } == ids)
    }

    @Test("Letters that people mistake are read as the digits they look like")
    func lookalikes() throws {
        #expect(try SnowflakeText.id(of: "00000000000iL") == 33)
        #expect(try SnowflakeText.id(of: "ooooooooooOOO") == 0)
    }

    @Test(
        "What is not an id is malformed",
        arguments: [
            "", "000000000000", "00000000000000", "GZZZZZZZZZZZZ", "000000U000000", "00000 0000000", "00000000000é",
        ]
    )
    func malformed(text: String) {
        let error = #expect(throws: CatgaError.self) { try SnowflakeText.id(of: text) }
        #expect(error?.code == .malformed)
        var bytes = Array(text.utf8)
        let fromBytes = #expect(throws: CatgaError.self) {
            try bytes.withUnsafeMutableBytes { try id(UnsafeRawBufferPointer($0)) }
        }
        #expect(fromBytes == error)
    }

    private func id(_ bytes: UnsafeRawBufferPointer) throws -> UInt64 {
        try SnowflakeText.id(of: bytes)
    }
}
