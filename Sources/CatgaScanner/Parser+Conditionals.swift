/// The `#if` blocks around the current token, and the conditions that declarations inside must repeat.
struct ConditionalCompilation {
    /// One open `#if`.
    struct Block {
        var directive: Int
        /// The conditions of the branches that were passed, each negated.
        var negated: [String]
        /// The condition of the current branch; `nil` in `#else`.
        var condition: String?
        var branchCount: Int
    }

    var blocks: [Block] = []
    /// How many of `blocks` were open where the innermost type's body began.
    var base = 0
    /// Blocks opened beyond the limit, which only have to be closed again.
    var ignored = 0

    private var cachedAll: [String] = []
    private var cachedInner: [String] = []
    private var isStale = false

    /// The conditions of all blocks, outermost first. In the second branch of `#if A … #elseif B` they are the two
    /// entries `!(A)` and `B`.
    var all: [String] {
        mutating get {
            if isStale { update() }
            return cachedAll
        }
    }

    /// Those of the blocks inside the innermost type's body.
    var inner: [String] {
        mutating get {
            if isStale { update() }
            return cachedInner
        }
    }

    /// To be called after every change. The lists are made only when a declaration asks for them, and shared by all
    /// declarations up to the next change.
    mutating func invalidate() {
        // Most files have no `#if` at all, and every type's body comes through here twice.
        isStale = !blocks.isEmpty || !cachedAll.isEmpty
    }

    private mutating func update() {
        isStale = false
        cachedAll = []
        cachedInner = []
        for (index, block) in blocks.enumerated() {
            cachedAll += block.negated
            if let condition = block.condition { cachedAll.append(condition) }
            if index >= base {
                cachedInner += block.negated
                if let condition = block.condition { cachedInner.append(condition) }
            }
        }
    }
}

extension Parser {
    /// `conditional-compilation-block → if-directive-clause elseif-directive-clauses? else-directive-clause? endif`:
    /// reads one directive. What stands between them is read like any other text.
    mutating func parseConditionalDirective() {
        let directive = lexer.token
        lexer.advance()
        switch directive.kind {
        case .ifDirective:
            let condition = parseCompilationCondition()
            guard conditionals.blocks.count < ScannerLimits.conditionalBlocks else {
                lexer.report(.nestedConditional, at: directive.start)
                conditionals.ignored += 1
                return
            }
            conditionals.blocks.append(
                .init(directive: directive.start, negated: [], condition: condition, branchCount: 1)
            )
        case .elseifDirective:
            startBranch(condition: parseCompilationCondition(), directive: directive)
        case .elseDirective:
            startBranch(condition: nil, directive: directive)
        default:
            if conditionals.ignored > 0 {
                conditionals.ignored -= 1
                return
            }
            guard conditionals.blocks.count > conditionals.base else {
                lexer.report(.unopenedConditional, at: directive.start)
                return
            }
            conditionals.blocks.removeLast()
        }
        conditionals.invalidate()
    }

    private mutating func startBranch(condition: String?, directive: Token) {
        if conditionals.ignored > 0 { return }
        guard conditionals.blocks.count > conditionals.base else {
            lexer.report(.unopenedConditional, at: directive.start)
            return
        }
        let last = conditionals.blocks.count - 1
        guard conditionals.blocks[last].branchCount < ScannerLimits.conditionalBlocks else {
            lexer.report(.nestedConditional, at: directive.start)
            return
        }
        if let passed = conditionals.blocks[last].condition {
            conditionals.blocks[last].negated.append("!(\(passed))")
        }
        conditionals.blocks[last].condition = condition
        conditionals.blocks[last].branchCount += 1
    }

    /// Forgets the blocks that a body opened and did not close.
    mutating func closeConditionals(downTo count: Int) {
        guard conditionals.blocks.count > count else { return }
        lexer.report(.unclosedConditional, at: conditionals.blocks[count].directive)
        conditionals.blocks.removeLast(conditionals.blocks.count - count)
        conditionals.invalidate()
    }

    /// `compilation-condition`: up to the end of the line, unless an operator asks for more.
    private mutating func parseCompilationCondition() -> String {
        let start = lexer.token.start
        skipCompilationCondition()
        let span = spanSince(start)
        let text = UnsafeBufferPointer(start: lexer.base + Int(span.start), count: Int(span.end - span.start))
        return String(decoding: text, as: UTF8.self)
    }

    /// Passes a condition whose first token is current.
    mutating func skipCompilationCondition() {
        var awaitsOperand = true
        while !isAt(.endOfFile) && !isAt(.rightBrace) {
            if lexer.token.startsLine {
                let continues = awaitsOperand || isAtOperator(Byte.ampersand) || isAtOperator(Byte.bar)
                guard continues && !isAtDirective else { return }
            }
            awaitsOperand = isAt(.operatorSymbol)
            skipTokenOrGroup()
        }
    }

    var isAtDirective: Bool {
        switch lexer.token.kind {
        case .ifDirective, .elseifDirective, .elseDirective, .endifDirective: true
        default: false
        }
    }

    /// Passes everything up to the `#endif` of the `#if` that is current.
    mutating func skipConditionalBlock() {
        var open = 0
        while !isAt(.endOfFile) && !isAt(.rightBrace) {
            if isAt(.ifDirective) { open += 1 }
            if isAt(.endifDirective) { open -= 1 }
            skipTokenOrGroup()
            if open == 0 { return }
        }
    }
}
