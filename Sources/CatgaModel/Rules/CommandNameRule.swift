package import CatgaScanner

/// A command is not named for something that has happened. Only names are judged that end in a known participle and
/// do not begin with a verb.
package struct CommandNameRule: Rule {
    package static let id = "CATGA0116"
    package static let title = "command with the name of an event"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A command is named in the past tense: `OrderPlaced`.",
        why: "A command asks for something that its handler may still refuse. A reader of `OrderPlaced` takes "
            + "it for done.",
        fix: "Name it for what is to be done: `PlaceOrder`. If it has happened already, make it an `Event`.",
        before: """
            struct OrderPlaced: Command { var orderID: UInt64 }
            """,
        after: """
            struct PlaceOrder: Command { var orderID: UInt64 }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { command in
            let name = command.name.qualified.lastComponent
            guard command.kind == .command, NameWords.isPast(NameWords.of(name)) else { return nil }
            return finding(
                at: command.place,
                "the command '\(command.name.qualified)' is named like an event",
                hint: "name it for what is to be done, as in 'PlaceOrder'; or make it an `Event`"
            )
        }
    }
}
