package import CatgaScanner

/// Nothing that generated code repeats holds a character that cannot be seen or that turns text around.
package struct InvisibleNameRule: Rule {
    package static let id = "CATGA0028"
    package static let title = "a name with invisible characters"
    package static let explanation = Explanation(
        what: "A type, a field or an `#if` condition that generated code repeats holds a character that is not seen, "
            + "or one that turns the text behind it around.",
        why: "The compiler takes such characters as parts of names. A reader of the generated code, or of a diff, "
            + "sees something else than what is compiled.",
        fix: "Write the name again, by hand. Joiners inside of words and emoji (U+200C, U+200D) are allowed.",
        before: "struct Order\u{200B}: Command {}",
        after: "struct Order: Command {}"
    )

    package static func findings(in view: ModelView) -> [Finding] {
        var findings: [Finding] = []
        func check(_ text: String, _ place: Place, _ what: String) {
            // Nearly all names are plain; they are told apart without looking at characters.
            if text.hasOnlyBytes({ $0 >= 0x20 && $0 < 0x7F }) { return }
            guard let scalar = text.unicodeScalars.first(where: \.isHidden) else { return }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            let message = "\(what) holds the invisible character U+\(padded)"
            findings.append(finding(at: place, message, hint: "write it again"))
        }
        for payload in view.targetPayloads {
            check(payload.name.qualified, payload.place, "this type's name")
            for field in payload.fields { check(field.name, field.place, "this field's name") }
            check(payload.conditions.joined(), payload.place, "an '#if' condition around this type")
        }
        for type in view.targetHandlerTypes {
            check(type.name.qualified, type.place, "this type's name")
            check(type.conditions.joined(), type.place, "an '#if' condition around this type")
            for method in type.methods {
                check(method.conditions.joined(), method.place, "an '#if' condition around this handler")
            }
        }
        for error in view.model.handlerErrors where error.name.module == view.model.target.name {
            check(error.name.qualified, error.place, "this type's name")
            check(error.conditions.joined(), error.place, "an '#if' condition around this type")
        }
        return findings
    }
}

extension Unicode.Scalar {
    /// A control or formatting character, or what stands for bytes that are no UTF-8. Joiners form words and emoji;
    /// line breaks and tabs are seen.
    package var isHidden: Bool {
        if value < 0x7F { return value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D }
        if value == 0x200C || value == 0x200D { return false }
        if value == 0xFFFD { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }
}
