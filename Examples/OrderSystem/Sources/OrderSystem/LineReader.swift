import Foundation

/// A file that cannot be read or written, and why.
struct UnreadableFile: Error, CustomStringConvertible {
    var path: String
    var reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// With the reason of the system call that failed last.
    init(path: String) {
        self.init(path: path, reason: String(cString: strerror(errno)))
    }

    var description: String { "\(path): \(reason)" }
}

/// Reads a file of any size line by line. It never holds more than one chunk and one line of bounded length.
final class LineReader {
    enum Line: Equatable {
        /// Without the line break and, on the first line, without a byte order mark; empty if there was only space.
        case bytes([UInt8])
        /// Longer than ``LineReader/maximumLineBytes``; the rest of it was skipped.
        case tooLong
    }

    static let maximumLineBytes = 64 * 1024
    private static let chunkBytes = 64 * 1024

    /// The number of the line returned last, from 1.
    private(set) var lineNumber = 0
    private let path: String
    private let descriptor: Int32
    private var chunk = [UInt8](repeating: 0, count: chunkBytes)
    private var unread = 0..<0
    private var isAtEnd = false

    init(path: String) throws(UnreadableFile) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(path: path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next line, or `nil` at the end of the file.
    func next() throws(UnreadableFile) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isEmpty = true
        while true {
            if unread.isEmpty { try readChunk() }
            guard !isAtEnd else {
                if isEmpty { return nil }
                return finished(line, isTooLong: isTooLong)
            }
            isEmpty = false
            let lineBreak = nextLineBreak()
            let part = unread.lowerBound..<(lineBreak ?? unread.upperBound)
            // One byte more than allowed is kept, for the carriage return that does not count.
            let isFull = line.count + part.count > Self.maximumLineBytes + 1
            if isFull || isTooLong {
                isTooLong = true
                line = []
            } else {
                line += chunk[part]
            }
            unread = (lineBreak.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if lineBreak != nil { return finished(line, isTooLong: isTooLong) }
        }
    }

    private func readChunk() throws(UnreadableFile) {
        while !isAtEnd {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw UnreadableFile(path: path)
            }
            isAtEnd = count == 0
            unread = 0..<count
            return
        }
    }

    /// The position in the chunk. The C function is fast in a debug build too.
    private func nextLineBreak() -> Int? {
        chunk.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let found = memchr(start + unread.lowerBound, 0x0A, unread.count)
            return found.map { UnsafeRawPointer($0) - start }
        }
    }

    private func finished(_ bytes: [UInt8], isTooLong: Bool) -> Line {
        lineNumber += 1
        var line = bytes[...]
        if lineNumber == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        if line.last == 0x0D { line = line.dropLast() }
        if isTooLong || line.count > Self.maximumLineBytes { return .tooLong }
        let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        return .bytes(isBlank ? [] : Array(line))
    }
}
