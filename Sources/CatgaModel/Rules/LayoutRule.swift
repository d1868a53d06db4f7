package import CatgaScanner

/// A layout is written so that the generator can read it, and on a struct.
package struct LayoutRule: Rule {
    package static let id = "CATGA0051"
    package static let title = "layout that cannot be read or does not apply"
    package static let explanation = Explanation(
        what: "`static let layout` is computed, depends on `#if`, or stands on an enum.",
        why: "The generator reads the layout from the source; both sides of the wire must agree on it. An enum travels "
            + "as its number, or as one of its cases, whatever the layout.",
        fix: "Write `static let layout = Layout.versionTolerant`, or another of its cases, on a struct.",
        before: """
            struct Sample: Payload {
                static let layout = isNew ? Layout.versionTolerant : .regular
            }
            """,
        after: """
            struct Sample: Payload {
                static let layout = Layout.versionTolerant
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { payload in
            guard let place = payload.layout.place else { return nil }
            let name = payload.name.qualified
            if payload.layout.layout == nil {
                return finding(
                    at: place,
                    "the layout of '\(name)' cannot be read from the source",
                    hint: "write `static let layout = Layout.versionTolerant`, `.fixed` or `.regular`, outside of `#if`"
                )
            }
            switch payload.form {
            case .rawEnum, .union:
                return finding(at: place, "'\(name)' is an enum, and those have no layout", hint: "remove `layout`")
            case .struct, .unsupported: return nil
            }
        }
    }
}
