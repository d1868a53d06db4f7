/// The words of a name, and the little that can be said about them without a dictionary.
///
/// Every list is short on purpose: a word that is also a noun, or could be, is left out. A rule about names that is
/// wrong once is turned off for ever.
enum NameWords {
    /// Verbs that are hardly ever nouns.
    private static let imperatives: Set<String> = [
        "create", "delete", "remove", "add", "send", "register", "submit", "notify", "assign", "publish", "approve",
        "reject", "confirm", "calculate", "validate", "generate", "cancel",
    ]
    /// In a name with one of these something has happened, or is named, in spite of a verb in front.
    private static let nouns: Set<String> = [
        "failure", "error", "attempt", "request", "completion", "result", "timeout", "success", "progress", "sent",
        "paid",
        "made", "sold", "lost", "left", "done", "begun", "taken", "found", "set", "won", "bought", "written", "built",
        "start", "end", "begin", "finish",
    ]
    private static let participles: Set<String> = [
        "placed", "created", "deleted", "removed", "added", "sent", "cancelled", "canceled", "registered", "submitted",
        "shipped", "rejected", "approved", "confirmed", "updated", "changed", "completed", "finished", "received",
        "published", "renamed",
    ]
    /// What a command may begin with before it names something that has happened: `NotifyOrderShipped`.
    private static let openings: Set<String> = [
        "mark", "set", "ensure", "make", "flag", "record", "report", "handle", "process", "log", "track", "list", "get",
        "find", "fetch", "show", "keep", "leave", "acknowledge", "announce", "apply", "undo", "revert", "check",
        "verify",
        "assert", "update", "broadcast", "on", "when", "if", "import", "export", "sync", "replay", "store", "save",
        "count",
        "clear", "purge", "archive", "restore", "change", "emit", "raise", "simulate", "test", "is", "was", "mail",
        "email",
        "load", "read", "write", "insert", "upsert", "drop", "reset", "retry", "resend", "print", "display", "sign",
        "complete", "finalize", "close", "open", "move", "copy", "run", "execute", "trigger", "schedule", "queue",
        "enqueue",
    ]

    /// `["order", "id"]` of `orderID`, in lowercase. A run of capitals is one word, but for its last letter where a
    /// small one follows: `URLSession`.
    static func of(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        var words: [String] = []
        var start = 0
        func isUpper(_ offset: Int) -> Bool { bytes[offset] >= UInt8(ascii: "A") && bytes[offset] <= UInt8(ascii: "Z") }
        func close(_ end: Int) {
            if end > start { words.append(String(decoding: bytes[start..<end], as: UTF8.self).lowercased()) }
            start = end
        }
        for offset in bytes.indices {
            if bytes[offset] == UInt8(ascii: "_") {
                close(offset)
                start = offset + 1
            } else if offset > start, isUpper(offset) {
                let followsSmall = !isUpper(offset - 1)
                let beginsWord =
                    offset + 1 < bytes.count && !isUpper(offset + 1) && bytes[offset + 1] > UInt8(ascii: "@")
                if followsSmall || beginsWord { close(offset) }
            }
        }
        close(bytes.count)
        return words
    }

    /// Without a last word that only repeats the kind: `OrderPlacedEvent`.
    private static func withoutKind(_ words: [String]) -> [String] {
        words.last == "event" || words.last == "command" ? words.dropLast() : words
    }

    /// An order to do something, and nothing but that.
    static func isImperative(_ name: [String]) -> Bool {
        let words = withoutKind(name)
        guard words.count > 1, imperatives.contains(words[0]) else { return false }
        return !words.dropFirst().contains { nouns.contains($0) || $0.hasSuffix("ed") || $0.hasSuffix("ing") }
    }

    /// Something that has happened, and nothing but that.
    static func isPast(_ name: [String]) -> Bool {
        let words = withoutKind(name)
        guard words.count > 1, let last = words.last, participles.contains(last) else { return false }
        return !openings.contains(words[0]) && !imperatives.contains(words[0])
    }
}
