import Catga
import Foundation
import GoldenWire

/// Values of every kind of payload, made from bytes: the same bytes make the same value, and a fuzzer that changes them
/// changes the value. Where the bytes end, what follows is small and empty, so that every value ends.
struct RandomValues {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Checks a value of a kind that the bytes choose.
    ///
    /// - Returns: What does not hold, or `nil`.
    mutating func broken() -> String? {
        switch byte() % 9 {
        case 0: WirePromises.broken(by: crowd())
        case 1: WirePromises.broken(by: report())
        case 2: WirePromises.broken(by: payment(depth: 0))
        case 3: WirePromises.broken(by: formula(depth: 0))
        case 4: WirePromises.broken(by: profile())
        case 5: WirePromises.broken(by: Second.Profile(id: number(), name: text()))
        case 6: WirePromises.broken(by: sample())
        case 7: WirePromises.broken(by: invoice())
        default: WirePromises.broken(by: Transfer(account: text()))
        }
    }

    // MARK: - Parts

    private mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        position += 1
        return bytes[position - 1]
    }

    private mutating func number() -> UInt64 {
        // Small ones, and ones of every width.
        var value: UInt64 = 0
        for _ in 0..<byte() % 9 { value = value << 8 | UInt64(byte()) }
        return value
    }

    private mutating func finite() -> Double {
        let value = Double(bitPattern: number() << (8 * UInt64(byte() % 8)))
        return value.isNaN ? 0 : value
    }

    private mutating func count() -> Int { Int(byte() % 8) }

    /// Of any length around those at which strings change their form, in ASCII and outside of it.
    private mutating func text() -> String {
        let scalars: [Unicode.Scalar] = ["a", "Z", "0", "\0", "ü", "ß", "流", "\u{FFFD}", "🚚", "\u{10FFFF}"]
        let shape = byte()
        var text = ""
        for _ in 0..<(shape % 4 == 0 ? Int(byte()) : Int(byte() % 20)) {
            let choice = Int(byte())
            text.unicodeScalars.append(scalars[shape & 0x80 == 0 ? choice % 3 : choice % scalars.count])
        }
        return text
    }

    private mutating func list<Element>(_ element: (inout RandomValues) -> Element) -> [Element] {
        (0..<count()).map { _ in element(&self) }
    }

    private mutating func optional<Value>(_ value: (inout RandomValues) -> Value) -> Value? {
        byte() % 2 == 0 ? nil : value(&self)
    }

    // MARK: - Values

    mutating func crowd() -> Crowd {
        var crowd = Crowd(members: list { $0.roomy() }, lists: list { values in values.list { $0.byte() } })
        crowd.names = Set(list { $0.text() })
        return crowd
    }

    private mutating func roomy() -> Roomy {
        var roomy = Roomy()
        roomy.first = text()
        roomy.fourth = text()
        roomy.numbers = list { Int64(bitPattern: $0.number()) }
        return roomy
    }

    private mutating func sample() -> Sample {
        Sample(
            isValid: byte() % 2 == 0, value: finite(), sensor: UInt16(truncatingIfNeeded: number()), spot: spot(),
            quality: optional { $0.byte() % 2 == 0 ? .poor : .good }
        )
    }

    private mutating func spot() -> Spot {
        Spot(x: Int32(truncatingIfNeeded: number()), y: Int16(truncatingIfNeeded: number()))
    }

    private mutating func date() -> Date {
        // Whole seconds of the years that .NET has; smaller parts are rounded, as documented.
        Date(timeIntervalSinceReferenceDate: Double(number() % 252_000_000_000) - 63_000_000_000)
    }

    private mutating func duration() -> Duration { .microseconds(Int64(truncatingIfNeeded: number() >> 16)) }

    private mutating func id() -> UUID {
        UUID(uuid: (byte(), byte(), byte(), byte(), 4, 5, 6, 7, 8, 9, byte(), 11, 12, 13, 14, byte()))
    }

    mutating func report() -> Report {
        Report(
            samples: list { $0.sample() },
            spot: optional { $0.spot() },
            spots: Dictionary(list { ($0.byte(), $0.spot()) }) { first, _ in first },
            date: date(),
            dates: list { values in values.optional { $0.date() } },
            id: id(),
            names: Dictionary(list { ($0.id(), $0.text()) }) { first, _ in first },
            duration: duration(),
            timeout: optional { $0.duration() }
        )
    }

    mutating func payment(depth: Int) -> Payment {
        switch byte() % 4 {
        case 0: .cash
        case 1: .card(number: text(), Int32(truncatingIfNeeded: number()))
        case 2: .transfer(optional { Transfer(account: $0.text()) })
        default:
            .split(
                depth < 8 ? list { $0.payment(depth: depth + 1) } : [],
                tip: Dictionary(list { ($0.text(), Int64(bitPattern: $0.number())) }) { first, _ in first }
            )
        }
    }

    private mutating func formula(depth: Int) -> Formula {
        switch depth < 40 ? byte() % 3 : 0 {
        case 0: .number(finite())
        case 1: .negated(formula(depth: depth + 1))
        default: .sum(left: formula(depth: depth + 1), right: formula(depth: depth + 1))
        }
    }

    private mutating func decimal() -> Decimal {
        let sign: FloatingPointSign = byte() % 2 == 0 ? .plus : .minus
        return Decimal(sign: sign, exponent: -Int(byte() % 29), significand: Decimal(number()))
    }

    private mutating func invoice() -> Invoice {
        Invoice(
            total: decimal(), discount: optional { $0.decimal() }, lines: list { $0.decimal() },
            rates: Dictionary(list { ($0.text(), $0.decimal()) }) { first, _ in first }
        )
    }

    private mutating func profile() -> Second.Profile {
        Second.Profile(
            id: number(), name: text(), tags: list { $0.text() },
            age: optional { Int32(truncatingIfNeeded: $0.number()) },
            origin: optional { First.Profile(id: $0.number(), name: $0.text()) }
        )
    }
}
