/// Expressions are passed over without building anything. What matters is where they end: Swift separates statements
/// by line breaks, so the scanner follows whether an operand or an operator comes next, as the grammar does.
struct ExpressionState {
    /// An operand has to come; otherwise an operator, a suffix or the end.
    var awaitsOperand = true
    /// The operand may take a trailing closure, which literals cannot.
    var takesClosure = false
    /// How many `?` still wait for their `:`.
    var ternaries = 0
}

extension Parser {
    /// `expression`, up to the first token that does not belong to it.
    /// - Returns: Its text, empty where none stood.
    @discardableResult
    mutating func parseExpression() -> Span {
        let start = lexer.token.start
        let beforeExpression = lexer.previousEnd
        var state = ExpressionState()
        while state.awaitsOperand ? parseOperand(&state) : parseInfixOrPostfix(&state) {}
        return lexer.previousEnd == beforeExpression ? .empty : spanSince(start)
    }

    /// `prefix-operator`, `try`, `await` or `primary-expression`; `false` where the expression ends.
    private mutating func parseOperand(_ state: inout ExpressionState) -> Bool {
        switch lexer.token.kind {
        case .word:
            return parseWordOperand(&state)
        case .number, .string, .regex:
            lexer.advance()
            state.takesClosure = false
        case .leftParenthesis, .leftSquare, .leftBrace:
            lexer.skipGroup()
            state.takesClosure = true
        case .period, .doubleColon:
            lexer.advance()
            if isAt(.word) || isAt(.number) { lexer.advance() }
            state.takesClosure = true
        case .backslash:
            // A key path; its components follow as suffixes.
            lexer.advance()
            if isAt(.word) { lexer.advance() }
            state.takesClosure = false
        case .macro, .placeholder:
            lexer.advance()
            state.takesClosure = true
        case .operatorSymbol, .postfixMark, .arrow, .equal:
            lexer.advance()
            return true
        case .at:
            _ = parseAttribute(isInType: true)
            return true
        default:
            return false
        }
        state.awaitsOperand = false
        return true
    }

    private mutating func parseWordOperand(_ state: inout ExpressionState) -> Bool {
        let keyword = lexer.token.keyword
        switch keyword {
        case .try, .await:
            lexer.advance()
            if isAt(.postfixMark) { lexer.advance() }
            return true
        case .if, .switch, .do:
            parseStatement()
            state.takesClosure = false
        case .any, .some, .each, .repeat, .consume, .copy, .unsafe, .borrow, .inout:
            lexer.advance()
            state.takesClosure = true
            // As a keyword it stands in front of an operand, as a name it is one.
            if isOperandBehindPrefixWord { return true }
        case .in, .where, .else, .is, .as, .guard, .for, .while, .defer, .catch, .return, .throw, .break, .continue,
            .fallthrough, .case, .default:
            return false
        default:
            if keyword.isReservedIntroducer { return false }
            lexer.advance()
            state.takesClosure = keyword != .true && keyword != .false && keyword != .nil
        }
        state.awaitsOperand = false
        return true
    }

    private var isOperandBehindPrefixWord: Bool {
        if lexer.token.startsLine { return false }
        switch lexer.token.kind {
        case .word:
            switch lexer.token.keyword {
            case .is, .as, .in, .else, .where: return false
            default: return true
            }
        case .number, .string, .macro, .backslash: return true
        default: return false
        }
    }

    /// `infix-expression` and the suffixes of `postfix-expression`; `false` where the expression ends.
    private mutating func parseInfixOrPostfix(_ state: inout ExpressionState) -> Bool {
        switch lexer.token.kind {
        case .leftParenthesis, .leftSquare:
            if lexer.token.startsLine { return false }
            lexer.skipGroup()
            state.takesClosure = true
        case .leftBrace:
            guard state.takesClosure && !isAtAccessorBlock() else { return false }
            lexer.skipGroup()
            skipLabeledTrailingClosures()
        case .period, .doubleColon:
            lexer.advance()
            if isAt(.word) || isAt(.number) { lexer.advance() }
            state.takesClosure = true
        case .postfixMark:
            lexer.advance()
        case .colon:
            if state.ternaries == 0 { return false }
            state.ternaries -= 1
            lexer.advance()
            state.awaitsOperand = true
        case .equal, .arrow:
            lexer.advance()
            state.awaitsOperand = true
        case .operatorSymbol:
            return parseOperator(&state)
        case .word:
            return parseWordOperator(&state)
        case .ifDirective:
            guard isAtPostfixConditional() else { return false }
            skipConditionalBlock()
        default:
            return false
        }
        return true
    }

    /// `infix-operator` or `postfix-operator`, told apart by the blanks around it.
    private mutating func parseOperator(_ state: inout ExpressionState) -> Bool {
        let operatorToken = lexer.token
        let leftBound = lexer.isLeftBound(operatorToken.start)
        let rightBound = lexer.isRightBound(operatorToken.end, leftBound: leftBound)
        if leftBound && isAtOperator(Byte.less) && parseGenericArgumentsInExpression() {
            state.takesClosure = true
            return true
        }
        // A prefix operator on a new line begins another statement.
        if !leftBound && rightBound && operatorToken.startsLine { return false }
        lexer.advance()
        if leftBound && !rightBound { return true }
        if operatorToken.end - operatorToken.start == 1 && lexer.base[operatorToken.start] == Byte.question {
            state.ternaries += 1
        }
        state.awaitsOperand = true
        return true
    }

    /// `type-casting-operator`, or the effects in a function type that is written as an expression.
    private mutating func parseWordOperator(_ state: inout ExpressionState) -> Bool {
        switch lexer.token.keyword {
        case .is, .as:
            lexer.advance()
            if isAt(.postfixMark) { lexer.advance() }
            _ = parseType()
            state.takesClosure = false
            return true
        case .async, .throws, .rethrows:
            if lexer.token.startsLine { return false }
            lexer.advance()
            return true
        default:
            return false
        }
    }

    /// `labeled-trailing-closures`: `completion: { … }`.
    mutating func skipLabeledTrailingClosures() {
        while isAt(.word) {
            let mark = lexer.mark()
            lexer.advance()
            guard take(.colon), isAt(.leftBrace) else {
                lexer.reset(to: mark)
                return
            }
            lexer.skipGroup()
        }
    }

    /// Whether the `#if` that is current continues the expression: its first line begins with a period.
    private mutating func isAtPostfixConditional() -> Bool {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        while isAt(.ifDirective) {
            lexer.advance()
            skipCompilationCondition()
        }
        return isAt(.period)
    }
}
