import Foundation

/// Orders from a file, one JSON object a line. Only one line is in memory at a time.
struct OrderFile: OrderSource {
    private let lines: LineReader
    private let decoder = JSONDecoder()

    /// - Throws: ``UnreadableFile``.
    init(path: String) throws(UnreadableFile) {
        lines = try LineReader(path: path)
    }

    mutating func next() throws -> OrderEntry? {
        while let line = try lines.next() {
            switch line {
            case .tooLong:
                return OrderEntry(line: lines.lineNumber, content: .failure(.tooLong))
            case .bytes(let bytes) where bytes.isEmpty:
                continue
            case .bytes(let bytes):
                return OrderEntry(line: lines.lineNumber, content: order(in: bytes))
            }
        }
        return nil
    }

    private func order(in bytes: [UInt8]) -> Result<IncomingOrder, MalformedReason> {
        guard String(validating: bytes, as: UTF8.self) != nil else { return .failure(.notUTF8) }
        // Zero bytes make Foundation's decoder try UTF-16 and UTF-32, which an orders file is not.
        guard !bytes.contains(0) else { return .failure(.notJSON) }
        do {
            return .success(try decoder.decode(IncomingOrder.self, from: Data(bytes)))
        } catch let reason as MalformedReason {
            return .failure(reason)
        } catch let error as DecodingError {
            return .failure(MalformedReason(error))
        } catch {
            return .failure(.notJSON)
        }
    }
}

// MARK: - Decoding

/// Any member's name, so that those that are not known are seen as well.
private struct MemberName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

extension KeyedDecodingContainer<MemberName> {
    fileprivate func refuseMembers(otherThan known: [String]) throws(MalformedReason) {
        for key in allKeys where !known.contains(key.stringValue) { throw .unknownMember }
    }

    /// Foundation's decoder reports a number that does not fit as broken JSON; here the two can still be told apart.
    fileprivate func number<Number: FixedWidthInteger & Decodable>(_ name: String) throws -> Number {
        do {
            return try decode(Number.self, forKey: MemberName(stringValue: name))
        } catch DecodingError.dataCorrupted {
            throw MalformedReason.badNumber
        } catch let error as DecodingError {
            throw error
        } catch {
            throw MalformedReason.badNumber
        }
    }
}

extension IncomingOrder: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        try members.refuseMembers(otherThan: ["customer", "items", "coupon", "cancel"])
        customer = try members.number("customer")
        items = try members.decode([Item].self, forKey: MemberName(stringValue: "items"))
        coupon = try members.decodeIfPresent(String.self, forKey: MemberName(stringValue: "coupon"))
        cancel = try members.decodeIfPresent(Bool.self, forKey: MemberName(stringValue: "cancel")) ?? false
    }
}

extension IncomingOrder.Item: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        try members.refuseMembers(otherThan: ["sku", "quantity"])
        sku = try members.decode(String.self, forKey: MemberName(stringValue: "sku"))
        quantity = try members.number("quantity")
    }
}

extension MalformedReason {
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound: self = .missingMember
        case .typeMismatch, .valueNotFound: self = .wrongType
        case .dataCorrupted: self = .notJSON
        @unknown default: self = .notJSON
        }
    }
}
