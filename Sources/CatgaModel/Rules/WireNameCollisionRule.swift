package import CatgaScanner

/// Among all scanned modules no two messages share a wire name, and no two names a type id.
package struct WireNameCollisionRule: Rule {
    package static let id = "CATGA0032"
    package static let title = "two messages with one wire name or type id"
    package static let explanation = Explanation(
        what: "Two messages have the same wire name, or two names happen to have the same 64-bit type id.",
        why: "A receiver tells messages apart by that number alone.",
        fix: "Give one of them another name on the wire: `static let wireName = \"…\"`. Choose the newer one: renaming "
            + "a message that is in use cuts it off from older nodes.",
        before: """
            enum Shop { struct Closed: Event {} }
            enum Stock { struct Closed: Event {} }
            """,
        after: """
            enum Shop { struct Closed: Event {} }
            enum Stock { struct Closed: Event { static let wireName = "Stock.Closed" } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        var earlier: [UInt64: [Payload]] = [:]
        var findings: [Finding] = []
        for message in view.messagesInOrder {
            let first = earlier[message.typeID, default: []].first {
                !areMutuallyExclusive($0.conditions, message.conditions)
            }
            earlier[message.typeID, default: []].append(message)
            guard let first else { continue }
            findings.append(collision(message, first))
        }
        return findings
    }

    private static func collision(_ message: Payload, _ first: Payload) -> Finding {
        let shared =
            message.wireName == first.wireName
            ? "the wire name '\(message.wireName)'"
            : "the type id of the wire names '\(first.wireName)' and '\(message.wireName)'"
        return finding(
            at: message.wireNamePlace,
            "'\(message.name.qualified)' and '\(first.name.module).\(first.name.qualified)' (\(first.place.brief)) share \(shared)",
            hint: "write `static let wireName = \"\(message.name.module).\(message.name.qualified)\"` in the newer one"
        )
    }
}
