package import CatgaScanner

/// An async handler does not read files or URLs while its thread waits.
package struct BlockingReadRule: Rule {
    package static let id = "CATGA0081"
    package static let title = "file or network read that blocks an async handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "An async handler method reads a file or a URL with a call that returns only when all of it is "
            + "there, such as `Data(contentsOf:)`.",
        why: "Disks and networks take milliseconds to minutes, and for that time one of the few threads of all "
            + "async code does nothing. Given a URL of another machine, such a call has no time-out worth the "
            + "name.",
        fix: "Use an asynchronous client, or read what does not change when the handler type is made.",
        before: """
            func handle(_ query: GetLogo) async throws -> [UInt8] {
                [UInt8](try Data(contentsOf: logo))
            }
            """,
        after: """
            struct LogoHandlers: Handlers {
                let logo: [UInt8]  // read once, when the process starts
                func handle(_ query: GetLogo) -> [UInt8] { logo }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .blockingRead, where: \.isAsync) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) waits for a disk or a network and holds its thread",
                "use an asynchronous client, or read it once when the handler type is made"
            )
        }
    }
}
