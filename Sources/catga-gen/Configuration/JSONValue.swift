import CatgaScanner

/// A JSON value that remembers where it stands, so that a wrong configuration is reported like a compiler would.
struct JSONValue {
    enum Content {
        case null
        case boolean(Bool)
        /// As written; no member of ours is a number.
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([Member])
    }

    struct Member {
        var name: String
        var position: SourcePosition
        var value: JSONValue
    }

    var content: Content
    var position: SourcePosition

    /// How messages call the kind of value.
    var kind: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
