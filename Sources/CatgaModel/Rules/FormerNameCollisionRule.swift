package import CatgaScanner

/// A former wire name belongs to one message alone: it is no other's name, present or former.
package struct FormerNameCollisionRule: Rule {
    package static let id = "CATGA0066"
    package static let title = "former wire name that another message has"
    package static let explanation = Explanation(
        what:
            "A message's former wire name, or its type id, is the name of a message, its own included, or a former "
            + "name of another.",
        why: "Bytes that arrive under that name could belong to either.",
        fix: "Remove the name from one of them: from the one that was never shipped under it.",
        before: """
            struct OrderPlaced: Event {}
            struct OrderAccepted: Event { static let formerWireNames = ["OrderPlaced"] }
            """,
        after: """
            struct OrderPlaced: Event {}
            struct OrderAccepted: Event {}
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        let messages = view.messagesInOrder
        var owners: [UInt64: [Payload]] = [:]
        for message in messages { owners[message.typeID, default: []].append(message) }
        var findings: [Finding] = []
        for message in messages {
            for former in message.formerNames {
                let other = owners[former.typeID, default: []].first {
                    !areMutuallyExclusive($0.conditions, message.conditions)
                }
                owners[former.typeID, default: []].append(message)
                guard let other, view.isOwn(message) || view.isOwn(other) else { continue }
                let owner = other.name == message.name ? "itself" : "'\(other.name.qualified)' (\(other.place.brief))"
                findings.append(
                    finding(
                        at: former.place,
                        "the former wire name '\(former.name)' of '\(message.name.qualified)' belongs to \(owner)",
                        hint: "remove it here, or give the other message another name on the wire"
                    )
                )
            }
        }
        return findings
    }
}

extension ModelView {
    fileprivate func isOwn(_ payload: Payload) -> Bool { payload.name.module == model.target.name }
}
