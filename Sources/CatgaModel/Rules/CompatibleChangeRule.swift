package import CatgaScanner

/// A change that old and new nodes do not notice is not in `catga.lock` yet.
package struct CompatibleChangeRule: Rule {
    package static let id = "CATGA0061"
    package static let title = "compatible change since the lock file"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what:
            "A message or payload differs from what `catga.lock` holds, in a way that old and new nodes do not notice.",
        why: "The lock file is what the next change is measured by, so it has to hold what was shipped last.",
        fix:
            "Run `catga-gen lock` when the version is shipped, and commit the file. To be told of such changes at that "
            + "moment only, turn the rule off in `catga.json`.",
        before: """
            struct OrderPlaced: Event {
                static let layout = Layout.versionTolerant
                var orderID: UInt64
                var shop: String?  // not in catga.lock
            }
            """,
        after: """
            event OrderPlaced 0x711f5a0c49a3ce26
              module Shop
              layout versionTolerant
              member orderID: UInt64
              member shop: String? default
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.changes.filter { $0.compatibility == .compatible }.map { finding(at: $0.place, $0.message, hint: $0.hint) }
    }
}
