package import CatgaScanner

/// A message is a struct; a payload is a struct, or an enum with an integer raw type or associated values.
package struct PayloadFormRule: Rule {
    package static let id = "CATGA0024"
    package static let title = "message or payload that is not a struct"
    package static let explanation = Explanation(
        what: "A class, an actor or another module's type is marked as a message or payload, or an enum has "
            + "neither an integer raw type nor associated values; or a message is an enum.",
        why: "A message is a value that is copied to another process. Classes and actors have an identity that would "
            + "be lost; an enum travels as its number, with the values of the case.",
        fix: "Write a struct; for a payload with a few fixed values, an enum with a raw type such as `UInt8`.",
        before: """
            final class PlaceOrder: Command { … }
            enum Color: Payload { case red, green }
            """,
        after: """
            struct PlaceOrder: Command { … }
            enum Color: UInt8, Payload { case red = 1, green = 2 }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { payload in
            let name = payload.name.qualified.lastComponent
            switch payload.form {
            case .struct: return nil
            case .rawEnum, .union:
                guard payload.kind.isMessage else { return nil }
                return refuse(payload, "is an enum", hint: "write a struct with a field of an enum marked `Payload`")
            case .unsupported("extension"):
                return refuse(
                    payload,
                    "is declared in another module, whose generated code does not know of this",
                    hint: "mark it where it is declared, or write a struct of your own"
                )
            case .unsupported("enum"):
                if payload.kind.isMessage {
                    return refuse(payload, "is an enum", hint: "write `struct \(name): \(payload.kind.rawValue)`")
                }
                return refuse(
                    payload,
                    "is an enum without an integer raw type and without associated values",
                    hint: "write `enum \(name): UInt8, Payload`, and give every case a number"
                )
            case .unsupported(let keyword):
                return refuse(
                    payload,
                    "is \(keyword == "actor" ? "an" : "a") \(keyword), and only values can be copied to another process",
                    hint: "write `struct \(name): \(payload.kind.rawValue)`"
                )
            }
        }
    }

    private static func refuse(_ payload: Payload, _ fault: String, hint: String) -> Finding {
        finding(at: payload.place, "the \(payload.kind.word) '\(payload.name.qualified)' \(fault)", hint: hint)
    }
}
