package import CatgaScanner

/// A struct has at most 249 fields: MemoryPack writes the number into one byte, and reserves 250 to 255.
package struct FieldCountRule: Rule {
    /// The largest member count of MemoryPack's object format (`MemoryPackCode.WideTag` is 250).
    package static let maximumFields = 249

    package static let id = "CATGA0027"
    package static let title = "too many fields"
    package static let explanation = Explanation(
        what: "A message or payload has more than 249 fields.",
        why: "The wire format begins an object with its field count in one byte, and gives 250 to 255 other meanings.",
        fix: "Group fields that belong together in structs of their own, marked `Payload`.",
        before: """
            struct Report: Event { var line1: String; /* … */ var line300: String }
            """,
        after: """
            struct Report: Event { var lines: [String] }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter { $0.fields.count > maximumFields }.map { payload in
            finding(
                at: payload.place,
                "the \(payload.kind.word) '\(payload.name.qualified)' has \(payload.fields.count) fields, and the wire "
                    + "format counts to \(maximumFields)",
                hint: "group fields that belong together in a struct marked `Payload`, or use an array"
            )
        }
    }
}
