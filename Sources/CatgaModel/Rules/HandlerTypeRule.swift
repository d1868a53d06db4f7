package import CatgaScanner

/// A type marked `Handlers` is a struct, a final class or an actor, not generic, and visible to other files.
package struct HandlerTypeRule: Rule {
    package static let id = "CATGA0016"
    package static let title = "handler type that generated code cannot use"
    package static let explanation = Explanation(
        what: "A type marked `Handlers` is generic, an enum, a class that is not final, private, or another module's.",
        why: "Generated code stores one value of the type and calls its methods directly, from another file and from "
            + "any thread.",
        fix: "Make it a struct, a `final class` or an `actor` of this module, without generic parameters, and not "
            + "private.",
        before: """
            class OrderHandlers: Handlers { … }
            """,
        after: """
            final class OrderHandlers: Handlers { … }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlerTypes.compactMap { type in
            guard let (fault, hint) = fault(of: type) else { return nil }
            return finding(at: type.place, "the handler type '\(type.name.qualified)' \(fault)", hint: hint)
        }
    }

    private static func fault(of type: HandlerType) -> (fault: String, hint: String)? {
        let name = type.name.qualified.lastComponent
        if type.keyword == "extension" {
            return (
                "is declared in another module",
                "write a struct of your own marked `Handlers` that holds a '\(name)'"
            )
        }
        if type.isGeneric {
            return (
                "is generic, and generated code could not choose what to make of it",
                "remove the generic parameters; a protocol can be held as `any P`"
            )
        }
        if type.keyword == "enum" {
            return ("is an enum, and handlers need a value with methods", "write `struct \(name): Handlers`")
        }
        if type.keyword == "class", !type.isFinal {
            return ("is a class that is not final", "write `final class \(name): Handlers`")
        }
        if type.access <= .fileprivate {
            return (
                "is \(type.access.rawValue), and generated code stands in another file",
                "remove `\(type.access.rawValue)` from it and from the types around it"
            )
        }
        return nil
    }
}
