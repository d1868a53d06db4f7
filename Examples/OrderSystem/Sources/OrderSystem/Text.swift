/// Pieces of text for the report. They do not depend on the language that the machine is set to.

/// 1234567 as "1,234,567".
func grouped(_ number: Int) -> String {
    let digits = Array("\(number.magnitude)")
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
        text.append(digit)
    }
    return text
}

/// 123456 cents as "1,234.56 EUR".
func money(_ cents: Int64) -> String {
    let rest = "\(cents.magnitude % 100)"
    let sign = cents < 0 ? "-" : ""
    return sign + grouped(Int(cents.magnitude / 100)) + "." + (rest.count < 2 ? "0" : "") + rest + " EUR"
}

/// A time with two or three digits that matter and the unit that suits it: "850 ns", "4.1 µs", "12 ms", "3.0 s".
func time(_ nanoseconds: UInt64) -> String {
    var unit: UInt64 = 1
    var name = "ns"
    for (nextUnit, nextName) in [(UInt64(1_000), "µs"), (1_000_000, "ms"), (1_000_000_000, "s")]
    where nanoseconds >= nextUnit {
        unit = nextUnit
        name = nextName
    }
    let whole = nanoseconds / unit
    guard unit > 1, whole < 10 else { return "\(whole) \(name)" }
    return "\(whole).\(nanoseconds % unit * 10 / unit) \(name)"
}

/// How many a second, as a whole number.
func rate(_ count: Int, in elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    return grouped(seconds > 0 ? Int(min(Double(count) / seconds, 1e15)) : count)
}

/// Right-aligned.
func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
}

/// Left-aligned.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
}

/// Colours, or none.
enum TextStyle {
    case plain
    case coloured

    func bold(_ text: String) -> String { marked(text, 1) }
    func red(_ text: String) -> String { marked(text, 31) }
    func green(_ text: String) -> String { marked(text, 32) }
    func cyan(_ text: String) -> String { marked(text, 36) }

    private func marked(_ text: String, _ code: Int) -> String {
        self == .plain ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
