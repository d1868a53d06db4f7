import Testing

@testable import OrderSystem

struct LineReaderTests {
    private func lines(_ bytes: [UInt8]) throws -> [LineReader.Line] {
        let file = try TemporaryFile(bytes)
        let reader = try LineReader(path: file.path)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(reader.lineNumber == lines.count)
        return lines
    }

    private func text(_ text: String) -> LineReader.Line { .bytes(Array(text.utf8)) }

    @Test func `Both kinds of line break end a line, and the last one may be missing`() throws {
        #expect(try lines(Array("a\r\nb\nc".utf8)) == [text("a"), text("b"), text("c")])
        #expect(try lines(Array("a\n".utf8)) == [text("a")])
        #expect(try lines([]) == [])
    }

    @Test func `A byte order mark is dropped from the first line only`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try lines(mark + Array("a\n".utf8) + mark) == [text("a"), .bytes(mark)])
    }

    @Test func `Lines of nothing but space are empty and still counted`() throws {
        #expect(try lines(Array("a\n \t\n\n\r\nb".utf8)) == [text("a"), text(""), text(""), text(""), text("b")])
    }

    @Test func `A line at the limit is read and a longer one is skipped`() throws {
        let longest = [UInt8](repeating: 0x61, count: LineReader.maximumLineBytes)
        #expect(try lines(longest + [0x0D, 0x0A] + [0x62]) == [.bytes(longest), text("b")])
        #expect(try lines(longest + [0x61, 0x0A] + [0x62]) == [.tooLong, text("b")])
        #expect(try lines(longest + longest + longest) == [.tooLong])
        #expect(try lines(longest + longest + [0x0A, 0x62, 0x0A]) == [.tooLong, text("b")])
    }

    @Test func `What cannot be read says why`() throws {
        #expect(throws: UnreadableFile.self) { try LineReader(path: "/nowhere/orders.jsonl") }
        let directory = try LineReader(path: "/")
        #expect(throws: UnreadableFile.self) { try directory.next() }
    }
}
