/// The words with a meaning of their own somewhere in the grammar. Most are also allowed as names; the parser knows
/// from the place which of both a word is.
package enum Keyword: String, CaseIterable {
    case none = ""
    case underscore = "_"

    // What introduces a declaration.
    case `associatedtype`, `class`, `deinit`, `enum`, `extension`, `func`, `import`, `init`, `let`, `operator`
    case `precedencegroup`, `protocol`, `struct`, `subscript`, `typealias`, `var`
    case actor, `case`, macro, using

    // What modifies one.
    case `private`, `fileprivate`, `internal`, package, `public`, open
    case `static`, mutating, nonmutating, nonisolated, lazy, indirect, override, convenience, final
    case required, optional, dynamic, weak, unowned, prefix, postfix, infix, consuming, borrowing, distributed
    case isolated, sending, async, reasync
    case constantValue = "_const"
    case legacyConsuming = "__consuming"
    case legacyOwned = "__owned"
    case legacyShared = "__shared"
    case setterAccess = "__setter_access"
    case local = "_local"
    case yielding

    // Statements.
    case `if`, `guard`, `for`, `while`, `repeat`, `switch`, `do`, `defer`, `else`, `catch`, `in`, `where`
    case `return`, `throw`, `break`, `continue`, `fallthrough`, yield, `default`

    // Expressions.
    case `is`, `as`, `try`, await, `true`, `false`, `nil`
    case unsafe, consume, copy, borrow

    // Types.
    case `inout`, some, any, each, `throws`, `rethrows`

    // Accessors.
    case get, set, willSet, didSet
    case readAccessor = "_read"
    case modifyAccessor = "_modify"
}

/// Finds the keyword that a word is: an open-addressed hash table of words packed into two integers.
struct KeywordTable {
    private struct Entry {
        var low: UInt64
        var high: UInt64
        var keyword: Keyword
    }

    /// Allocated once and never freed: it lives as long as the process.
    nonisolated(unsafe) private static let shared: UnsafePointer<Entry> = make()
    private static let slotCount = 512

    private let entries: UnsafePointer<Entry>

    init() { entries = KeywordTable.shared }

    func keyword(at start: UnsafePointer<UInt8>, length: Int) -> Keyword {
        // Two integers hold sixteen bytes; the longest keyword, `precedencegroup`, has fifteen.
        if length > 16 { return .none }
        // No keyword begins with a capital letter, and many names do.
        if start[0] < 0x5F { return .none }
        var low: UInt64 = 0
        var high: UInt64 = 0
        KeywordTable.pack(start, length: length, low: &low, high: &high)
        var slot = KeywordTable.slot(low, high)
        while true {
            let entry = entries + slot
            if entry.pointee.keyword == .none { return .none }
            if entry.pointee.low == low && entry.pointee.high == high { return entry.pointee.keyword }
            slot = (slot &+ 1) & 511
        }
    }

    private static func pack(_ start: UnsafePointer<UInt8>, length: Int, low: inout UInt64, high: inout UInt64) {
        var index = 0
        while index < length && index < 8 {
            low = (low &<< 8) | UInt64(truncatingIfNeeded: start[index])
            index &+= 1
        }
        while index < length {
            high = (high &<< 8) | UInt64(truncatingIfNeeded: start[index])
            index &+= 1
        }
    }

    private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
        let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed &>> 40) & 511
    }

    private static func make() -> UnsafePointer<Entry> {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: slotCount)
        entries.initialize(repeating: Entry(low: 0, high: 0, keyword: .none), count: slotCount)
        for keyword in Keyword.allCases where keyword != .none {
            let word = Array(keyword.rawValue.utf8)
            word.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                var low: UInt64 = 0
                var high: UInt64 = 0
                pack(start, length: buffer.count, low: &low, high: &high)
                var slot = slot(low, high)
                while entries[slot].keyword != .none { slot = (slot + 1) & (slotCount - 1) }
                entries[slot] = Entry(low: low, high: high, keyword: keyword)
            }
        }
        return UnsafePointer(entries)
    }
}
