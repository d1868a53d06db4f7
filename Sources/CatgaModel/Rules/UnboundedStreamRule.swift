package import CatgaScanner

/// A stream made in a handler bounds its buffer.
package struct UnboundedStreamRule: Rule {
    package static let id = "CATGA0085"
    package static let title = "stream with a buffer without a bound"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method makes an `AsyncStream` or `AsyncThrowingStream` without a `bufferingPolicy`, or "
            + "with `.unbounded`.",
        why: "Its buffer grows for as long as the reader is slower than the writer, until memory ends.",
        fix: "Say how many elements may wait: `bufferingPolicy: .bufferingNewest(100)`.",
        before: """
            let (ticks, source) = AsyncStream<Tick>.makeStream()
            """,
        after: """
            let (ticks, source) = AsyncStream<Tick>.makeStream(bufferingPolicy: .bufferingNewest(100))
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .unboundedStream) { handler, fact in
            (
                "the buffer of this '\(fact.text)' in \(handler.described) may grow without a bound",
                "add `bufferingPolicy: .bufferingNewest(…)` or `.bufferingOldest(…)`"
            )
        }
    }
}
