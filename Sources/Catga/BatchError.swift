/// Some of the messages that were handed over together have failed.
public struct BatchError: Error, CustomStringConvertible {
    /// What went wrong, by place in the array that was handed over; never empty. The messages at all other places are kept.
    public let failures: [Int: CatgaError]
    /// Messages that were handed over.
    public let count: Int

    @usableFromInline
    init(failures: [Int: CatgaError], count: Int) {
        (self.failures, self.count) = (failures, count)
    }

    public var description: String {
        let first = failures.keys.min() ?? 0
        let error = failures[first].map { "\($0)" } ?? ""
        return "\(failures.count) of \(count) messages are not known to be kept; "
            + "the first is at place \(first): \(error)"
    }
}
