import Testing

@testable import CatgaScanner

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What this thread has computed so far. Unlike the clock on the wall it does not run while other tests do.
private func processorNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}

@Suite struct HostileInputTests {
    @Test(arguments: [
        ("struct A {\n let a = \"b\n let c: Int }", 2, 10),
        ("struct A { let a = \"\"\"\n b }", 1, 20),
        ("struct A {}\n/* /* */", 2, 1),
        ("struct A { func f() { }", 1, 10),
        ("struct A { func f(a: Int }", 1, 18),
        ("struct A { let a = [1 }", 1, 20),
        ("struct A {}\n}", 2, 1),
        ("struct A {}\n#if B", 2, 1),
        ("struct A {\n #endif\n}", 2, 2),
        ("struct A { let a = #/b\n }", 1, 20),
        ("struct A { let a = ##\"b\"#\n }", 1, 20),
    ])
    func whatIsNeverClosedIsReportedWhereItOpens(source: String, line: Int, column: Int) {
        let file = scan(source)
        #expect(file.typeNames == ["A"])
        #expect(file.findings.first?.id == "CATGA0001")
        #expect(file.findings.first?.position == SourcePosition(line: line, column: column))
    }

    @Test func whatWasReadBeforeAnErrorIsKept() {
        let file = scan("struct A { var a: Int; func b() {} }\nstruct B { var c: Int; let d = \"")
        #expect(file.typeNames == ["A", "B"])
        #expect(file.types[1].properties.count == 2)
    }

    @Test(arguments: [
        "struct A { ", "struct A { func f() {{", "((", "[[", "{ ", "#if A\n", "\"\\(", "/* ", "a<", "let a: A<",
        "let a = b ? ",
        "extension [", "let (a, (", "enum A { case a(", "func f(a: (", "`", "#", "##/", "@A(", "<#", "(/", "f { ", "x.",
        "\\",
        "#if A\n#elseif B\n", "let a = \"\"\"\n\\(", "!", "a ?? ", "let a = b<c<", "if x { ", "case ", "...", "-> ",
        "func ", "::",
    ])
    func nestingTenThousandDeepIsSurvived(opening: String) {
        let file = scan(String(repeating: opening, count: 10_000))
        #expect(file.findings.count <= ScannerLimits.findings)
    }

    @Test func typesNestedTooDeepAreReported() {
        let file = scan(String(repeating: "struct A { ", count: 300) + String(repeating: "}", count: 300))
        #expect(file.findings.map(\.id) == ["CATGA0002"])
        #expect(file.types.count == ScannerLimits.nestingDepth)
    }

    @Test func interpolationsNestedTooDeepAreReported() {
        let file = scan("let a = " + String(repeating: "\"\\(", count: 300) + String(repeating: ")\"", count: 300))
        #expect(file.findings.contains { $0.id == "CATGA0002" })
    }

    @Test func everyPrefixAndEveryBrokenByteOfARichFileIsSurvived() {
        let bytes = Array(HostileInputTests.richSource.utf8)
        for length in 0...bytes.count {
            _ = SourceFile(path: "Test.swift", bytes: Array(bytes.prefix(length)))
        }
        for index in bytes.indices {
            for value: UInt8 in [0, 0x22, 0x2F, 0x7B, 0x7D, 0xFF] {
                var broken = bytes
                broken[index] = value
                _ = SourceFile(path: "Test.swift", bytes: broken)
            }
        }
    }

    @Test func fiveMegabytesTakeTwiceAsLongAsHalfOfThem() {
        let half = Array(String(repeating: HostileInputTests.richSource, count: 2_500_000 / 1_300).utf8)
        func measure(_ source: [UInt8]) -> Int {
            let start = processorNanoseconds()
            let file = SourceFile(path: "Test.swift", bytes: source)
            #expect(file.findings.isEmpty)
            return processorNanoseconds() - start
        }
        var isLinear = false
        for _ in 0..<3 where !isLinear {
            let single = measure(half)
            isLinear = measure(half + half) < single * 3
        }
        #expect(isLinear)
    }

    @Test(arguments: [
        "struct A: B { var a: Int = 1; func f(x: Int) -> String { \"\\(x)\" } }\n", "a<b<c<", "(/a ", "<#a ", "\"\\(\"",
        "#if A\n",
        "let a = b<c, d\n", "/* ", "#\"\"\" ", "x\n#if A\n", "`a ", "@A(", "f {", "0x1.", "public ",
    ])
    func timeGrowsWithLength(piece: String) {
        func measure(_ count: Int) -> Int {
            let source = Array(String(repeating: piece, count: count / piece.utf8.count).utf8)
            return (0..<3).map { _ in
                let start = processorNanoseconds()
                _ = SourceFile(path: "Test.swift", bytes: source)
                return processorNanoseconds() - start
            }.min() ?? 0
        }
        // Quadratic time would make the longer text take sixteen times as long as the shorter one.
        let short = measure(50_000)
        let long = measure(200_000)
        #expect(long < short * 10 + 20_000_000)
    }

    private static let richSource = #"""
        @A(b: "c") public import struct D.E
        #if os(Linux) && swift(>=5.9)
        struct F<T: G>: @unchecked Sendable, ~Copyable where T.H == [Int] {
            var a, b: Int { didSet { print("\(a + [1: "}"][2]!)") } }
            let c = x ? /r[/]e/ : #/s"/#, (d, e) = (1, """
                \(f { "}" }) "
                """)
            private(set) var g: (Int) throws(E) -> Void = { _ in }
            @inlinable static func ==<U>(l: borrowing Self, _ r: inout Self...) async rethrows -> some P & Q where U: V {}
            init?(`in`: A<B<C>> = .init(1), d: @escaping () -> Void) { /* /* } */ */ }
            #if DEBUG
            subscript(i: Int) -> Int { get { 1 } }
            #endif
        }
        #elseif DEBUG
        func s<T>() {}
        #endif
        indirect enum I: Int { case a(x: Int = 3), `default` = 1 }
        outer: for x in y where z { if let a = b, case .c = d { } else { } }
        let k = m<N, O>() as? [P] ?? 0x1.8p3...; #warning("q"); n ×= r

        """#
}
