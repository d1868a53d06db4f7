import Foundation

/// `mutation SECONDS FOLDER FILE…`: breaks real files in a few places each and scans them. The folder holds the one
/// under way, which is left there if it fails.
///
/// A fuzzer that starts from nothing rarely reaches what only long files hold; this one never leaves them. Besides
/// the promises it checks that time stays in proportion to length.
@main
enum Mutation {
    /// The unoptimized scanner needs about a tenth of it.
    private static let nanosecondsPerByte = 400
    /// A thread may lose the processor for this long.
    private static let toleratedNanoseconds = 100_000_000
    private static let longestFileBytes = 200_000

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 3, let seconds = Double(arguments[1]) else {
            print("usage: mutation SECONDS FOLDER FILE…")
            exit(2)
        }
        let kept = URL(fileURLWithPath: arguments[2]).appendingPathComponent("mutation-\(getpid())")
        let files = arguments[3...].compactMap { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }
            .filter { !$0.isEmpty && $0.count <= longestFileBytes }
        guard !files.isEmpty else {
            print("error: none of the files can be read")
            exit(2)
        }
        guard FileManager.default.createFile(atPath: kept.path, contents: nil) else {
            print("error: '\(kept.path)' cannot be written")
            exit(2)
        }
        let keeper = try FileHandle(forWritingTo: kept)
        var random = Generator(state: UInt64.random(in: 1...UInt64.max))
        print("seed \(random.state), \(files.count) files")
        var runs = 0
        var bytes = 0
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            var text = files[random.next(below: files.count)]
            for _ in 0...random.next(below: 8) { text.mutate(with: files, &random) }
            // Written first, so that what traps is still there afterwards.
            try keeper.seek(toOffset: 0)
            try keeper.write(contentsOf: Data(text))
            try keeper.truncate(atOffset: UInt64(text.count))
            let start = clock()
            let problem = ScannerPromises.broken(by: text)
            let nanoseconds = Int(clock() - start) * (1_000_000_000 / Int(CLOCKS_PER_SEC))
            if let problem { return stop(problem, kept) }
            if nanoseconds > text.count * nanosecondsPerByte + toleratedNanoseconds {
                return stop("\(nanoseconds / 1_000_000) ms for \(text.count) bytes", kept)
            }
            runs += 1
            bytes += text.count
        }
        try FileManager.default.removeItem(at: kept)
        print("done: \(runs) mutated files, \(bytes / 1_000_000) MB, 0 crashes")
    }

    private static func stop(_ problem: String, _ kept: URL) {
        print("FAILED: \(problem); the input is \(kept.path)")
        exit(1)
    }
}

/// Marsaglia's xorshift with the triple 13, 7, 17: one number makes a run repeatable.
struct Generator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % max(bound, 1)
    }
}

extension [UInt8] {
    private static let pieces = [
        "{", "}", "(", ")", "[", "]", "<", ">", "\"", "\"\"\"", "#", "/", "`", "#if A\n", "#elseif B\n", "#else\n",
        "#endif\n", "\\(", "/*", "*/", "//", "\n", "\r", "\0", "\u{FEFF}", "\u{202E}", "@", ":", "::", "=", "->", "?",
        "!", ".", "...", "&", ",", ";", "let ", "var ", "func ", "case ", "struct ", "class ", "actor ", "any ",
        "async ", "throws ", "extension ", "init", "static ", "where ", "<#", "#>", "#/", "/#",
    ].map { Array($0.utf8) }

    /// Changes, removes, repeats or inserts something at one place.
    fileprivate mutating func mutate(with files: [[UInt8]], _ random: inout Generator) {
        let place = random.next(below: count)
        switch random.next(below: 5) {
        case 0 where !isEmpty: self[place] = UInt8(random.next(below: 256))
        case 1: removeSubrange(place..<Swift.min(count, place + random.next(below: 40)))
        case 2: insert(contentsOf: self[place...].prefix(random.next(below: 200)), at: 0)
        case 3:
            let other = files[random.next(below: files.count)]
            insert(contentsOf: other[random.next(below: other.count)...].prefix(random.next(below: 400)), at: place)
        default: insert(contentsOf: Self.pieces[random.next(below: Self.pieces.count)], at: place)
        }
    }
}
