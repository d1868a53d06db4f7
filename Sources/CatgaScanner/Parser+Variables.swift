extension Parser {
    /// `constant-declaration` and `variable-declaration`: `var a = 1, (b, c) = pair, d: Int { … }`.
    mutating func parseVariableDeclaration(_ list: ModifierList, in owner: Int?) {
        let isLet = isAt(.let)
        lexer.advance()
        let isRequirement = owner.map { types[$0].kind == .protocol } ?? false
        var declarations: [PropertyDeclaration] = []
        // `var a, b: Int` annotates both: those before the annotation that have neither one nor a value wait for it.
        var firstWaiting = 0
        repeat {
            let names = parseBindingNames()
            if names.isEmpty && !isAt(.colon) && !isAt(.equal) { break }
            let type = take(.colon) ? parseType().full : .empty
            let initialValue = take(.equal) ? parseExpression() : .empty
            var isComputed = false
            if isAt(.leftBrace) {
                isComputed = !isAtObservers()
                lexer.skipGroup()
            }
            if !type.isEmpty {
                for index in firstWaiting..<declarations.count { declarations[index].type = type }
            }
            for name in names.spans {
                declarations.append(
                    PropertyDeclaration(
                        name: name,
                        type: names.isTuple ? .empty : type,
                        isLet: isLet,
                        isStored: !isComputed && !isRequirement,
                        modifiers: list.modifiers,
                        initialValue: initialValue,
                        conditions: owner == nil ? conditionals.all : conditionals.inner
                    )
                )
            }
            if !type.isEmpty || !initialValue.isEmpty || isComputed || names.isTuple {
                firstWaiting = declarations.count
            }
        } while take(.comma)
        if let owner { types[owner].properties += declarations } else { variables += declarations }
    }

    /// The names a pattern binds. Those of a tuple have no annotation of their own.
    private struct BindingNames {
        var spans: [Span] = []
        var isTuple = false
        var isEmpty: Bool { spans.isEmpty && !isTuple }
    }

    /// `pattern`: an identifier, `_`, or a tuple of patterns with or without labels.
    private mutating func parseBindingNames() -> BindingNames {
        var names = BindingNames()
        if isAt(.word) {
            if isAt(.underscore) { names.isTuple = true } else { names.spans.append(tokenSpan) }
            lexer.advance()
            return names
        }
        guard isAt(.leftParenthesis) else { return names }
        names.isTuple = true
        var open = 0
        repeat {
            switch lexer.token.kind {
            case .leftParenthesis: open += 1
            case .rightParenthesis: open -= 1
            case .word:
                let name = tokenSpan
                let isName = !isAt(.underscore)
                lexer.advance()
                // `(label: name)` binds `name` only.
                if isName && !isAt(.colon) { names.spans.append(name) }
                continue
            case .comma, .colon: break
            default: return names
            }
            lexer.advance()
        } while open > 0
        return names
    }

    /// Whether the block that is current holds `willSet` or `didSet`; anything else in it computes the property.
    mutating func isAtObservers() -> Bool {
        let keyword = keywordOfFirstAccessor()
        return keyword == .willSet || keyword == .didSet
    }

    /// Whether the `{` that is current opens accessors rather than a closure behind an initial value.
    mutating func isAtAccessorBlock() -> Bool {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        skipAccessorModifiers()
        let keyword = lexer.token.keyword
        switch keyword {
        case .willSet, .didSet, .`init`: return true
        case .get, .set, .readAccessor, .modifyAccessor:
            lexer.advance()
            return isAt(.leftBrace) || isAt(.get) || isAt(.set) || isAt(.rightBrace)
        default: return false
        }
    }

    private mutating func keywordOfFirstAccessor() -> Keyword {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        skipAccessorModifiers()
        return lexer.token.keyword
    }

    private mutating func skipAccessorModifiers() {
        while true {
            if isAt(.at) {
                _ = parseAttribute()
            } else if isAt(.ifDirective) {
                lexer.advance()
                skipCompilationCondition()
            } else if lexer.token.keyword.isModifier {
                lexer.advance()
            } else {
                return
            }
        }
    }
}
