import Testing

@testable import OrderSystem

struct TextTests {
    @Test func `Numbers are grouped`() {
        #expect(grouped(0) == "0")
        #expect(grouped(999) == "999")
        #expect(grouped(-1_000) == "-1,000")
        #expect(grouped(1_234_567) == "1,234,567")
        #expect(grouped(.min) == "-9,223,372,036,854,775,808")
    }

    @Test func `Money has two decimals`() {
        #expect(money(5) == "0.05 EUR")
        #expect(money(123_456) == "1,234.56 EUR")
        #expect(money(-123_456) == "-1,234.56 EUR")
        #expect(money(.min) == "-92,233,720,368,547,758.08 EUR")
    }

    @Test func `Times have the unit that suits them`() {
        #expect(time(0) == "0 ns")
        #expect(time(850) == "850 ns")
        #expect(time(4_150) == "4.1 µs")
        #expect(time(12_999_999) == "12 ms")
        #expect(time(3_000_000_000) == "3.0 s")
        #expect(time(.max) == "18446744073 s")
    }

    @Test func `Rates are whole and never infinite`() {
        #expect(rate(5_000, in: .milliseconds(500)) == "10,000")
        #expect(rate(5, in: .zero) == "5")
    }

    @Test func `Plain text has no escape sequences`() {
        #expect(TextStyle.plain.red("a") == "a")
        #expect(TextStyle.coloured.red("a") == "\u{1B}[31ma\u{1B}[0m")
    }
}
