/// Something that orders come from, one at a time, however many there are.
protocol OrderSource {
    /// The next order, or `nil` after the last.
    ///
    /// - Throws: ``UnreadableFile``. A line that is no order is an entry, not an error.
    mutating func next() throws -> OrderEntry?
}

struct OrderEntry {
    /// The line in the file, from 1; for orders that are made up, their number.
    var line: Int
    var content: Result<IncomingOrder, MalformedReason>
}

/// An order as it comes in: a line of the file, understood but not yet judged.
struct IncomingOrder: Equatable {
    struct Item: Equatable {
        var sku: String
        var quantity: Int32
    }

    var customer: UInt64
    var items: [Item]
    var coupon: String?
    /// The customer changes their mind right after ordering.
    var cancel = false
}

/// Why a line is no order.
enum MalformedReason: Int, Error, CaseIterable {
    case tooLong
    case notUTF8
    case notJSON
    case missingMember
    case unknownMember
    case wrongType
    case badNumber

    var text: String {
        switch self {
        case .tooLong: "longer than \(LineReader.maximumLineBytes / 1024) KiB"
        case .notUTF8: "not UTF-8"
        case .notJSON: "not JSON"
        case .missingMember: "a member is missing"
        case .unknownMember: "a member is not known"
        case .wrongType: "a member is of the wrong type"
        case .badNumber: "a number is malformed or out of range"
        }
    }
}
