extension Parser {
    /// `declarations → declaration declarations?`: everything up to the end of the body of `types[owner]`, or of the
    /// file. At file level statements are passed over as well.
    mutating func parseDeclarations(in owner: Int?) {
        var list = ModifierList()
        while true {
            switch lexer.token.kind {
            case .endOfFile, .rightBrace:
                return
            case .semicolon:
                lexer.advance()
                list = ModifierList()
            case .ifDirective, .elseifDirective, .elseDirective, .endifDirective:
                // Attributes may stand in an `#if` of their own: those read so far belong to what follows it.
                parseConditionalDirective()
            case .at:
                if list.start == nil { list.start = lexer.token.start }
                list.modifiers.attributes.append(parseAttribute())
            case .macro:
                parseMacroExpansion()
                list = ModifierList()
            case .word:
                if parseDeclarationModifier(into: &list, isMember: owner != nil) { continue }
                if !parseDeclaration(list, in: owner) { skipNoDeclaration(in: owner) }
                list = ModifierList()
            default:
                skipNoDeclaration(in: owner)
                list = ModifierList()
            }
        }
    }

    private mutating func skipNoDeclaration(in owner: Int?) {
        if owner == nil { parseStatement() } else { skipTokenOrGroup() }
    }

    /// `declaration`: reads one by its introducer; `false` where the current word introduces none.
    private mutating func parseDeclaration(_ list: ModifierList, in owner: Int?) -> Bool {
        let keyword = lexer.token.keyword
        switch keyword {
        case .import: parseImportDeclaration(list)
        case .let, .var: parseVariableDeclaration(list, in: owner)
        case .typealias: parseTypealiasDeclaration(list, in: owner)
        case .func: parseFunctionDeclaration(list, in: owner)
        case .enum: parseTypeDeclaration(.enum, list, in: owner)
        case .struct: parseTypeDeclaration(.struct, list, in: owner)
        case .class: parseTypeDeclaration(.class, list, in: owner)
        case .protocol: parseTypeDeclaration(.protocol, list, in: owner)
        case .extension: parseTypeDeclaration(.extension, list, in: owner)
        case .actor:
            guard isFollowedByName() else { return false }
            parseTypeDeclaration(.actor, list, in: owner)
        case .`init`: parseInitializerDeclaration(list, in: owner)
        case .deinit: parseDeinitializerDeclaration()
        case .subscript: parseSubscriptDeclaration()
        case .case:
            guard let owner else { return false }
            parseEnumCaseClause(list, in: owner)
        case .operator: parseOperatorDeclaration()
        case .precedencegroup: parsePrecedenceGroupDeclaration()
        case .associatedtype: parseAssociatedTypeDeclaration()
        case .macro:
            guard isFollowedByName() else { return false }
            parseMacroDeclaration()
        case .using:
            guard owner == nil && list.isEmpty && isFollowedByName() else { return false }
            lexer.advance()
            skipAttributes()
            _ = take(.word)
        default: return false
        }
        return true
    }

    /// Whether a contextual introducer such as `actor` stands in front of a name on its line.
    private mutating func isFollowedByName() -> Bool {
        let introducer = lexer.token.keyword
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        if lexer.token.startsLine { return false }
        if introducer == .using && isAt(.at) { return true }
        guard isAt(.word) else { return false }
        switch lexer.token.keyword {
        case .is, .as, .in, .else, .where: return false
        default: return true
        }
    }

    /// `freestanding-macro-expansion`: `#name<T>(arguments) { … } label: { … }`.
    mutating func parseMacroExpansion() {
        lexer.advance()
        while isAt(.period) || isAt(.doubleColon) {
            lexer.advance()
            _ = take(.word)
        }
        if isAtOperator(Byte.less) && lexer.isLeftBound(lexer.token.start) { parseGenericArgumentClause() }
        if isAt(.leftParenthesis) && !lexer.token.startsLine { lexer.skipGroup() }
        if isAt(.leftBrace) && !lexer.token.startsLine {
            lexer.skipGroup()
            skipLabeledTrailingClosures()
        }
    }
}
