import Catga
import CatgaModel
import GoldenEvolution

/// One change of a payload that is compiled twice, as it was and as it became, and what really happens when the two
/// exchange bytes.
struct ExchangedChange: CustomStringConvertible, Sendable {
    /// The payload's name in `Fixtures/golden/GoldenEvolution`.
    let name: String
    /// For the table in the documentation.
    let words: String
    let layout: String
    let newReadsOld: Bool
    let oldReadsNew: Bool

    var description: String { name }

    var verdict: String {
        switch (newReadsOld, oldReadsNew) {
        case (true, true): "compatible"
        case (true, false): "one way: new reads old"
        case (false, true): "one way: old reads new"
        case (false, false): "breaking"
        }
    }

    var row: String { "| \(layout) | \(words) | \(verdict) |" }

    /// - Parameters:
    ///   - forth: Old values, and what new nodes have to make of their bytes.
    ///   - back: New values, and what old nodes have to make of their bytes; `nil` where they cannot mean anything.
    init<Before: Equatable, After: Equatable>(
        _ name: String,
        _ layout: String,
        _ words: String,
        _ old: (encode: (Before) -> [UInt8], decode: ([UInt8]) throws -> Before),
        _ new: (encode: (After) -> [UInt8], decode: ([UInt8]) throws -> After),
        forth: [(Before, After?)],
        back: [(After, Before?)]
    ) {
        self.name = name
        self.layout = layout
        self.words = words
        newReadsOld = forth.allSatisfy { value, wanted in
            wanted != nil && (try? new.decode(old.encode(value))) == wanted
        }
        oldReadsNew = back.allSatisfy { value, wanted in wanted != nil && (try? old.decode(new.encode(value))) == wanted
        }
    }
}

extension ExchangedChange {
    static let all = regular + types + layouts + enums

    private static let regular = [
        ExchangedChange(
            "AppendWithDefault", "regular", "append a member with a default value",
            ({ $0.encoded() }, { try Old.AppendWithDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.AppendWithDefault(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1, b: 5))], back: [(.init(a: 1, b: 2), .init(a: 1))]
        ),
        ExchangedChange(
            "AppendOptional", "regular", "append an optional member",
            ({ $0.encoded() }, { try Old.AppendOptional(decoding: $0) }),
            ({ $0.encoded() }, { try New.AppendOptional(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1))], back: [(.init(a: 1), .init(a: 1)), (.init(a: 1, b: "x"), .init(a: 1))]
        ),
        ExchangedChange(
            "AppendWithoutDefault", "regular", "append a member without a default value",
            ({ $0.encoded() }, { try Old.AppendWithoutDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.AppendWithoutDefault(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1, b: 0))], back: [(.init(a: 1, b: 2), .init(a: 1))]
        ),
        ExchangedChange(
            "RemoveWithDefault", "regular", "remove the last member, which had a default value",
            ({ $0.encoded() }, { try Old.RemoveWithDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.RemoveWithDefault(decoding: $0) }),
            forth: [(.init(a: 1, b: 2), .init(a: 1))], back: [(.init(a: 1), .init(a: 1, b: 5))]
        ),
        ExchangedChange(
            "RemoveWithoutDefault", "regular", "remove the last member, which had none",
            ({ $0.encoded() }, { try Old.RemoveWithoutDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.RemoveWithoutDefault(decoding: $0) }),
            forth: [(.init(a: 1, b: 2), .init(a: 1))], back: [(.init(a: 1), .init(a: 1, b: 0))]
        ),
        ExchangedChange(
            "InsertInFront", "regular", "put a member in front of others",
            ({ $0.encoded() }, { try Old.InsertInFront(decoding: $0) }),
            ({ $0.encoded() }, { try New.InsertInFront(decoding: $0) }),
            forth: [(.init(a: 1), .init(z: "", a: 1))], back: [(.init(z: "x", a: 1), .init(a: 1))]
        ),
        ExchangedChange(
            "SwapMembers", "regular", "swap two members",
            ({ $0.encoded() }, { try Old.SwapMembers(decoding: $0) }),
            ({ $0.encoded() }, { try New.SwapMembers(decoding: $0) }),
            forth: [(.init(a: 1, b: 2), .init(b: 2, a: 1))], back: [(.init(b: 2, a: 1), .init(a: 1, b: 2))]
        ),
        ExchangedChange(
            "RenameMember", "regular", "rename a member",
            ({ $0.encoded() }, { try Old.RenameMember(decoding: $0) }),
            ({ $0.encoded() }, { try New.RenameMember(decoding: $0) }),
            forth: [(.init(a: 1), .init(c: 1))], back: [(.init(c: 1), .init(a: 1))]
        ),
    ]

    private static let types = [
        ExchangedChange(
            "WidenNumber", "any", "`Int32` to `Int64`",
            ({ $0.encoded() }, { try Old.WidenNumber(decoding: $0) }),
            ({ $0.encoded() }, { try New.WidenNumber(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1))], back: [(.init(a: 1), .init(a: 1))]
        ),
        ExchangedChange(
            "NameTheWidth", "any", "`Int` to `Int64`",
            ({ $0.encoded() }, { try Old.NameTheWidth(decoding: $0) }),
            ({ $0.encoded() }, { try New.NameTheWidth(decoding: $0) }),
            forth: [(.init(a: -1), .init(a: -1))], back: [(.init(a: -1), .init(a: -1))]
        ),
        ExchangedChange(
            "MakeTextOptional", "any", "`String` to `String?`, likewise collections, structs and unions",
            ({ $0.encoded() }, { try Old.MakeTextOptional(decoding: $0) }),
            ({ $0.encoded() }, { try New.MakeTextOptional(decoding: $0) }),
            forth: [(.init(a: "x"), .init(a: "x")), (.init(a: ""), .init(a: ""))],
            back: [(.init(a: "x"), .init(a: "x")), (.init(a: nil), nil)]
        ),
        ExchangedChange(
            "MakeNumberOptional", "any", "`Int32` to `Int32?`",
            ({ $0.encoded() }, { try Old.MakeNumberOptional(decoding: $0) }),
            ({ $0.encoded() }, { try New.MakeNumberOptional(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1))], back: [(.init(a: 1), .init(a: 1))]
        ),
        ExchangedChange(
            "ArrayToSet", "any", "`[T]` to `Set<T>`",
            ({ $0.encoded() }, { try Old.ArrayToSet(decoding: $0) }),
            ({ $0.encoded() }, { try New.ArrayToSet(decoding: $0) }),
            forth: [(.init(a: [1]), .init(a: [1])), (.init(a: [1, 1]), nil)], back: [(.init(a: [1]), .init(a: [1]))]
        ),
        ExchangedChange(
            "NumberToEnum", "any", "a number to an enum of that number",
            ({ $0.encoded() }, { try Old.NumberToEnum(decoding: $0) }),
            ({ $0.encoded() }, { try New.NumberToEnum(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: .red)), (.init(a: 9), nil)], back: [(.init(a: .green), .init(a: 2))]
        ),
    ]

    private static let layouts = [
        ExchangedChange(
            "TolerantAppendWithDefault", "version tolerant", "append a member with a default value",
            ({ $0.encoded() }, { try Old.TolerantAppendWithDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.TolerantAppendWithDefault(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1, b: 5))], back: [(.init(a: 1, b: 2), .init(a: 1))]
        ),
        ExchangedChange(
            "TolerantAppendWithoutDefault", "version tolerant", "append a member without a default value",
            ({ $0.encoded() }, { try Old.TolerantAppendWithoutDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.TolerantAppendWithoutDefault(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1, b: 0))], back: [(.init(a: 1, b: 2), .init(a: 1))]
        ),
        ExchangedChange(
            "TolerantRemoveWithDefault", "version tolerant", "remove the last member, which had a default value",
            ({ $0.encoded() }, { try Old.TolerantRemoveWithDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.TolerantRemoveWithDefault(decoding: $0) }),
            forth: [(.init(a: 1, b: 2), .init(a: 1))], back: [(.init(a: 1), .init(a: 1, b: 5))]
        ),
        ExchangedChange(
            "TolerantRemoveWithoutDefault", "version tolerant", "remove the last member, which had none",
            ({ $0.encoded() }, { try Old.TolerantRemoveWithoutDefault(decoding: $0) }),
            ({ $0.encoded() }, { try New.TolerantRemoveWithoutDefault(decoding: $0) }),
            forth: [(.init(a: 1, b: 2), .init(a: 1))], back: [(.init(a: 1), .init(a: 1, b: 0))]
        ),
        ExchangedChange(
            "FixedAppend", "fixed", "append a member",
            ({ $0.encoded() }, { try Old.FixedAppend(decoding: $0) }),
            ({ $0.encoded() }, { try New.FixedAppend(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1, b: 5))], back: [(.init(a: 1, b: 2), .init(a: 1))]
        ),
        ExchangedChange(
            "FixedRename", "fixed", "rename a member",
            ({ $0.encoded() }, { try Old.FixedRename(decoding: $0) }),
            ({ $0.encoded() }, { try New.FixedRename(decoding: $0) }),
            forth: [(.init(a: 1), .init(c: 1))], back: [(.init(c: 1), .init(a: 1))]
        ),
        ExchangedChange(
            "ChangeLayout", "any", "another layout",
            ({ $0.encoded() }, { try Old.ChangeLayout(decoding: $0) }),
            ({ $0.encoded() }, { try New.ChangeLayout(decoding: $0) }),
            forth: [(.init(a: 1), .init(a: 1))], back: [(.init(a: 1), .init(a: 1))]
        ),
    ]

    private static let enums = [
        ExchangedChange(
            "AppendCase", "union", "append a case",
            ({ $0.encoded() }, { try Old.AppendCase(decoding: $0) }),
            ({ $0.encoded() }, { try New.AppendCase(decoding: $0) }),
            forth: [(.cash, .cash), (.card("x"), .card("x"))], back: [(.cash, .cash), (.gift(1), nil)]
        ),
        ExchangedChange(
            "InsertCase", "union", "put a case in front of others",
            ({ $0.encoded() }, { try Old.InsertCase(decoding: $0) }),
            ({ $0.encoded() }, { try New.InsertCase(decoding: $0) }),
            forth: [(.cash, .cash), (.card("x"), .card("x"))], back: [(.cash, .cash), (.card("x"), .card("x"))]
        ),
        ExchangedChange(
            "AppendValue", "union", "add a value to a case",
            ({ $0.encoded() }, { try Old.AppendValue(decoding: $0) }),
            ({ $0.encoded() }, { try New.AppendValue(decoding: $0) }),
            forth: [(.card("x"), .card("x", 0))], back: [(.card("x", 1), .card("x"))]
        ),
        ExchangedChange(
            "AddNumber", "enum of numbers", "add a case",
            ({ $0.encoded() }, { try Old.AddNumber(decoding: $0) }),
            ({ $0.encoded() }, { try New.AddNumber(decoding: $0) }),
            forth: [(.red, .red), (.green, .green)], back: [(.red, .red), (.blue, nil)]
        ),
        ExchangedChange(
            "SwapNumbers", "enum of numbers", "give a case another number",
            ({ $0.encoded() }, { try Old.SwapNumbers(decoding: $0) }),
            ({ $0.encoded() }, { try New.SwapNumbers(decoding: $0) }),
            forth: [(.red, .red)], back: [(.red, .red)]
        ),
        ExchangedChange(
            "RenameNumber", "enum of numbers", "rename a case",
            ({ $0.encoded() }, { try Old.RenameNumber(decoding: $0) }),
            ({ $0.encoded() }, { try New.RenameNumber(decoding: $0) }),
            forth: [(.green, .lime)], back: [(.lime, .green)]
        ),
    ]
}
