import CatgaScanner

/// Walks over the tokens of one body and notes what rules ask about. It does not parse: each fact is a few tokens that
/// can hardly mean anything else, and what is uncertain is passed over.
final class BodyReader {
    let index: TypeIndex
    let scope: Scope
    /// Names of the module's `nonisolated(unsafe)` variables.
    let unsafeGlobals: Set<String>
    let file: SourceFile
    let tokens: [Token]
    /// The span holds declarations as well, so that `name: Type` says what a parameter is.
    let readsParameters: Bool
    /// What is known of local names: `let placed = OrderPlaced(…)`, and parameters.
    var types: [String: TypeName]
    var facts: [BodyFact] = []
    // Both are made at most once a body, so that nesting costs nothing.
    private lazy var ends = bracketEnds()
    private lazy var exits = loopExits()

    private static let exitNames: Set<String> = ["isCancelled", "exit", "abort", "fatalError"]
    /// Tokens looked at for what one call is given, or is called on; more belong to text that nobody wrote by hand.
    static let reach = 32

    init(
        _ span: Span,
        in scope: Scope,
        of index: TypeIndex,
        unsafeGlobals: Set<String> = [],
        types: [String: TypeName] = [:],
        readsParameters: Bool = false
    ) {
        self.readsParameters = readsParameters
        self.index = index
        self.scope = scope
        self.unsafeGlobals = unsafeGlobals
        self.types = types
        file = index.files[scope.file]
        tokens = file.tokens(in: span)
    }

    /// All facts, in source order.
    func read() -> [BodyFact] {
        for position in tokens.indices where tokens[position].kind == .word { readWord(at: position) }
        return facts
    }

    private func readWord(at position: Int) {
        switch tokens[position].keyword {
        case .none: readName(at: position)
        case .as, .is: readCast(at: position)
        case .try:
            if isMark("!", at: position + 1) { note(.trap, "try!", at: position) }
        case .while: readLoop(at: position)
        case .repeat: readRepeatLoop(at: position)
        case .catch:
            // A comment in between says that somebody has thought about it.
            if kind(position + 1) == .leftBrace, kind(position + 2) == .rightBrace,
                isBlank(from: tokens[position + 1].end, to: tokens[position + 2].start)
            {
                note(.swallowedError, "catch {}", at: position)
            }
        default: break
        }
    }

    private func readCast(at position: Int) {
        let isMarked = kind(position + 1) == .postfixMark
        if keyword(position + (isMarked ? 2 : 1)) == .any, isMarked || keyword(position) == .is {
            note(.existentialCast, "\(mark(at: position)) any \(word(position + (isMarked ? 3 : 2)))", at: position)
        } else if isMark("!", at: position + 1) {
            note(.trap, "as!", at: position)
        }
    }

    // MARK: Loops

    private func readLoop(at position: Int) {
        guard keyword(position + 1) == .true, kind(position + 2) == .leftBrace else { return }
        noteLoop("while true", from: position + 2, at: position)
    }

    private func readRepeatLoop(at position: Int) {
        guard kind(position + 1) == .leftBrace else { return }
        let end = self.end(of: position + 1)
        guard keyword(end + 1) == .while, keyword(end + 2) == .true, kind(end + 3) != .operatorSymbol else { return }
        noteLoop("repeat … while true", from: position + 1, at: position)
    }

    /// Whatever might leave the loop is a way out, be it that of a loop inside.
    private func noteLoop(_ text: String, from brace: Int, at position: Int) {
        let next = exits.partitioningIndex { $0 > brace }
        let hasExit = next < exits.count && exits[next] < end(of: brace)
        if !hasExit { note(.endlessLoop, text, at: position) }
    }

    /// Positions of everything that might leave a loop.
    private func loopExits() -> [Int] {
        tokens.indices.filter { position in
            let token = tokens[position]
            switch token.keyword {
            case .break, .return, .throw: return true
            // `try` throws what a cancelled call throws; `try?` and `try!` do not.
            case .try: return !isMarkBehind(token)
            case .none: return token.kind == .word && Self.exitNames.contains(file.text(token))
            default: return false
            }
        }
    }

    private func isMarkBehind(_ token: Token) -> Bool {
        token.end < file.bytes.count && [UInt8(ascii: "?"), UInt8(ascii: "!")].contains(file.bytes[token.end])
    }

    /// The position of the bracket that closes the one at `position`, or one behind the last token.
    func end(of position: Int) -> Int { ends[position] ?? tokens.count }

    private func bracketEnds() -> [Int: Int] {
        var ends: [Int: Int] = [:]
        var open: [Int] = []
        for position in tokens.indices {
            switch tokens[position].kind {
            case .leftBrace, .leftParenthesis, .leftSquare: open.append(position)
            case .rightBrace, .rightParenthesis, .rightSquare: if let start = open.popLast() { ends[start] = position }
            default: break
            }
        }
        return ends
    }

    // MARK: Tokens by position; there is nothing in front of the first and behind the last

    func kind(_ position: Int) -> TokenKind {
        tokens.indices.contains(position) ? tokens[position].kind : .endOfFile
    }

    func keyword(_ position: Int) -> Keyword {
        tokens.indices.contains(position) ? tokens[position].keyword : .none
    }

    func word(_ position: Int) -> String {
        kind(position) == .word ? file.text(tokens[position]) : ""
    }

    func isMark(_ mark: Unicode.Scalar, at position: Int) -> Bool {
        kind(position) == .postfixMark && file.bytes[tokens[position].start] == UInt8(ascii: mark)
    }

    private func mark(at position: Int) -> String {
        let word = word(position)
        if isMark("?", at: position + 1) { return word + "?" }
        return isMark("!", at: position + 1) ? word + "!" : word
    }

    private func isBlank(from start: Int, to end: Int) -> Bool {
        file.bytes[start..<end].allSatisfy { $0 <= UInt8(ascii: " ") }
    }

    func note(_ kind: BodyFact.Kind, _ text: String, at position: Int) {
        let place = Place(path: file.path, position: file.position(of: tokens[position]))
        facts.append(BodyFact(kind: kind, text: text, place: place))
    }
}

extension [Int] {
    /// The index of the first element that fulfils `condition`, which holds for all behind one for which it holds.
    fileprivate func partitioningIndex(where condition: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
