package import CatgaScanner

/// `catga.lock` is what `catga-gen lock` wrote.
package struct UnreadableLockRule: Rule {
    package static let id = "CATGA0060"
    package static let title = "catga.lock that cannot be read"
    package static let explanation = Explanation(
        what: "The file `catga.lock` has a line that `catga-gen lock` would not write, or a newer version's format.",
        why: "It says what was shipped. A line that is passed over would be a change that nobody is told about.",
        fix: "Restore the file from version control. After a merge with conflicts keep the entries of both sides.",
        before: """
            <<<<<<< HEAD
            event OrderPlaced 0x711f5a0c49a3ce26
            """,
        after: """
            event OrderPlaced 0x711f5a0c49a3ce26
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard let lock = view.model.lock, let fault = lock.fault else { return [] }
        return [finding(fault, in: lock)]
    }

    static func finding(_ fault: LockFault, in lock: LockFile) -> Finding {
        finding(
            at: Place(path: lock.path, position: fault.position),
            "the lock file cannot be read: \(fault.message)",
            hint: "restore it from version control; 'catga-gen lock' writes it"
        )
    }
}
