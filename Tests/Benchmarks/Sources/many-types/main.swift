import Foundation

// many-types FILE: writes 64 commands, a handler of them all, and loops that send them.
let count = 64
let numbers = 0..<count
let file = CommandLine.arguments.dropFirst().first ?? "Types.swift"

let messages = numbers.map { number in
    """
    struct Command\(number): Command {
        typealias Reply = UInt64
        var number: UInt64
        var other: UInt64
    }
    """
}
let methods = numbers.map { number in
    "    @inline(never) func handle(_ command: Command\(number)) -> UInt64 { command.number &+ offset &+ \(number) }"
}
let cases = numbers.map { number in
    "            case \(number): sum &+= try node.sendNow(Command\(number)(number: number, other: sum))"
}

let text = """
    public import Catga

    \(messages.joined(separator: "\n\n"))

    public struct ManyHandlers: Handlers {
        let offset: UInt64

        public init(offset: UInt64) {
            self.offset = offset
        }

    \(methods.joined(separator: "\n"))
    }

    /// Message, handler and sender in one module.
    public enum ManyTypes {
        public static let count = \(count)

        /// Sends messages of one type.
        public static func sendSame(_ operations: UInt64, on node: CatgaNode) throws(CatgaError) -> UInt64 {
            var sum: UInt64 = 0
            for number in 0..<operations { sum &+= try node.sendNow(Command1(number: number, other: sum)) }
            return sum
        }

        /// Sends messages of the types that `order` names in turn; it holds a power of two.
        public static func sendMixed(
            _ operations: UInt64,
            order: [UInt32],
            on node: CatgaNode
        ) throws(CatgaError) -> UInt64 {
            var sum: UInt64 = 0
            let mask = UInt64(order.count - 1)
            for number in 0..<operations {
                switch order[Int(number & mask)] {
    \(cases.joined(separator: "\n"))
                default: break
                }
            }
            return sum
        }
    }

    """
try Data(text.utf8).write(to: URL(filePath: file))
