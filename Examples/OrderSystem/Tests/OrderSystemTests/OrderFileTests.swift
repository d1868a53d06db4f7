import Testing

@testable import OrderSystem

struct OrderFileTests {
    private static let malformedLines: [(String, MalformedReason)] = [
        ("{", .notJSON),
        ("order", .notJSON),
        ("{\"customer\":7,\"items\":[]} {}", .notJSON),
        ("{\"customer\":7,\"items\":[],}x", .notJSON),
        ("{\"customer\":7,\"items\":[{\"sku\":\"\\ud800\",\"quantity\":1}]}", .notJSON),
        ("\u{0}{\u{0}}", .notJSON),
        ("[]", .wrongType),
        ("7", .wrongType),
        ("null", .wrongType),
        ("{\"customer\":\"7\",\"items\":[]}", .wrongType),
        ("{\"customer\":7,\"items\":{}}", .wrongType),
        ("{\"customer\":7,\"items\":null}", .wrongType),
        ("{\"customer\":7,\"items\":[7]}", .wrongType),
        ("{\"customer\":7,\"items\":[],\"cancel\":1}", .wrongType),
        ("{}", .missingMember),
        ("{\"customer\":7}", .missingMember),
        ("{\"customer\":7,\"items\":[{\"sku\":\"CUP\"}]}", .missingMember),
        ("{\"customer\":7,\"items\":[],\"colour\":1}", .unknownMember),
        ("{\"customer\":7,\"items\":[{\"sku\":\"CUP\",\"quantity\":1,\"size\":2}]}", .unknownMember),
        ("{\"customer\":-1,\"items\":[]}", .badNumber),
        ("{\"customer\":1.5,\"items\":[]}", .badNumber),
        ("{\"customer\":1e400,\"items\":[]}", .badNumber),
        ("{\"customer\":18446744073709551616,\"items\":[]}", .badNumber),
        ("{\"customer\":7,\"items\":[{\"sku\":\"CUP\",\"quantity\":2147483648}]}", .badNumber),
    ]

    private func contents(_ bytes: [UInt8]) throws -> [Result<IncomingOrder, MalformedReason>] {
        let file = try TemporaryFile(bytes)
        var orders = try OrderFile(path: file.path)
        var contents: [Result<IncomingOrder, MalformedReason>] = []
        while let entry = try orders.next() { contents.append(entry.content) }
        return contents
    }

    @Test func `An order is read with and without what may be missing`() throws {
        let cup = IncomingOrder.Item(sku: "CUP", quantity: 2)
        let text = """
            {"customer":7,"items":[{"sku":"CUP","quantity":2}],"coupon":"SPRING10","cancel":true}
            { "items" : [ ] , "coupon" : null , "customer" : 18446744073709551615 }
            """
        let expected = [
            IncomingOrder(customer: 7, items: [cup], coupon: "SPRING10", cancel: true),
            IncomingOrder(customer: .max, items: []),
        ]
        #expect(try contents(Array(text.utf8)) == expected.map { .success($0) })
    }

    @Test(arguments: malformedLines)
    func `A line that is no order has a reason`(_ line: String, _ reason: MalformedReason) throws {
        #expect(try contents(Array(line.utf8)) == [.failure(reason)])
    }

    @Test func `Bytes that are not UTF-8 are no order`() throws {
        #expect(try contents([0x7B, 0xFF, 0x7D]) == [.failure(.notUTF8)])
    }

    @Test func `Nesting without end is no order`() throws {
        #expect(try contents([UInt8](repeating: 0x5B, count: 60_000)) == [.failure(.notJSON)])
    }

    @Test func `Entries carry the number of their line`() throws {
        let file = try TemporaryFile("\n\r\n{}\n\n{}")
        var orders = try OrderFile(path: file.path)
        #expect(try orders.next()?.line == 3)
        #expect(try orders.next()?.line == 5)
        #expect(try orders.next() == nil)
    }

    @Test func `Malformed lines are counted by reason and the first five are named`() {
        var malformed = MalformedLines()
        for line in 1...7 { malformed.add(.notJSON, line: line) }
        malformed.add(.tooLong, line: 8)
        malformed.add(.badNumber, line: 9)
        malformed.add(.badNumber, line: 11)
        #expect(malformed.count == 10)
        #expect(malformed.entries[.notJSON]?.places == "lines 1, 2, 3, 4, 5 and 2 more")
        #expect(malformed.entries[.tooLong]?.places == "line 8")
        #expect(malformed.entries[.badNumber]?.places == "lines 9, 11")
    }
}
