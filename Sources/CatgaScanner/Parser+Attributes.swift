/// Attributes and declaration modifiers, collected in front of a declaration.
struct ModifierList {
    var modifiers = Modifiers()
    /// Where the first of them begins, `nil` while there is none.
    var start: Int?
    /// `class` was among them, which only a member may carry.
    var isEmpty: Bool { start == nil }
}

extension Parser {
    /// `attribute → @ attribute-name attribute-argument-clause?`
    ///
    /// In front of a type (`isInType`) a parenthesis may begin the type itself, so that only the attributes known to
    /// have arguments there take it.
    mutating func parseAttribute(isInType: Bool = false) -> Attribute {
        lexer.advance()
        let start = lexer.token.start
        let isBareInType = isInType && !takesArgumentsInType()
        while take(.word) {
            if isAtOperator(Byte.less) && lexer.isLeftBound(lexer.token.start) { parseGenericArgumentClause() }
            guard isAt(.period) || isAt(.doubleColon) else { break }
            lexer.advance()
        }
        let name = spanSince(start)
        guard isAt(.leftParenthesis) && !lexer.token.startsLine && !isBareInType else {
            return Attribute(name: name, arguments: .empty)
        }
        if isInType && lexer.token.start > lexer.previousEnd { return Attribute(name: name, arguments: .empty) }
        return Attribute(name: name, arguments: lexer.skipGroup())
    }

    /// `@escaping(Int) -> Void` has no arguments, `@convention(c) (Int) -> Void` has some.
    private func takesArgumentsInType() -> Bool {
        let length = lexer.token.end - lexer.token.start
        let bare: [StaticString] = ["escaping", "autoclosure", "Sendable", "noescape", "MainActor", "concurrent"]
        for name in bare where name.utf8CodeUnitCount == length {
            var index = 0
            while index < length && lexer.base[lexer.token.start + index] == name.utf8Start[index] { index += 1 }
            if index == length { return false }
        }
        return true
    }

    /// `attributes → attribute attributes?`, where only their extent matters.
    mutating func skipAttributes(inType: Bool = false) {
        while isAt(.at) { _ = parseAttribute(isInType: inType) }
    }

    /// `declaration-modifier`: passes one and notes it, if the current word is one.
    mutating func parseDeclarationModifier(into list: inout ModifierList, isMember: Bool) -> Bool {
        let keyword = lexer.token.keyword
        guard keyword.isModifier, isMember || isModifierAtFileLevel() else { return false }
        if keyword == .class && !isClassModifier() { return false }
        if list.start == nil { list.start = lexer.token.start }
        lexer.advance()
        // `private(set)` and `unowned(unsafe)`, but not the parameters of an operator `prefix (…)`.
        let hasArgument = isAt(.leftParenthesis)
        if hasArgument { lexer.skipGroup() }
        note(keyword, hasArgument: hasArgument, in: &list.modifiers)
        return true
    }

    private func note(_ keyword: Keyword, hasArgument: Bool, in modifiers: inout Modifiers) {
        switch keyword {
        case .private: if hasArgument { modifiers.hidesSetter = true } else { modifiers.access = .private }
        case .fileprivate: if hasArgument { modifiers.hidesSetter = true } else { modifiers.access = .fileprivate }
        case .internal: if !hasArgument { modifiers.access = .internal }
        case .package: if !hasArgument { modifiers.access = .package }
        case .public: if !hasArgument { modifiers.access = .public }
        case .open: if !hasArgument { modifiers.access = .open }
        case .static, .class: modifiers.isStatic = true
        case .mutating: modifiers.isMutating = true
        case .nonisolated:
            modifiers.isNonisolated = true
            modifiers.hasNonisolatedArgument = hasArgument
        case .lazy: modifiers.isLazy = true
        case .indirect: modifiers.isIndirect = true
        case .override: modifiers.isOverride = true
        case .convenience: modifiers.isConvenience = true
        case .final: modifiers.isFinal = true
        default: break
        }
    }

    /// `class` in front of `func`, `var` and other modifiers; `class final {` declares a class of that name.
    private mutating func isClassModifier() -> Bool {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        if isAt(.at) || lexer.token.keyword.isReservedIntroducer { return true }
        guard lexer.token.keyword.isModifier else { return false }
        lexer.advance()
        return isAt(.word) || isAt(.leftParenthesis) || isAt(.at)
    }

    /// At file level most modifiers may also be names (`open(file)`, `final = 3`): the next token decides.
    private mutating func isModifierAtFileLevel() -> Bool {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        if isAt(.leftParenthesis) && lexer.token.start == lexer.previousEnd { lexer.skipGroup() }
        if isAt(.at) || isAtDirective { return true }
        return lexer.token.keyword.isModifier || lexer.token.keyword.isIntroducer
    }
}

extension Keyword {
    /// Words that may stand in front of an introducer.
    var isModifier: Bool {
        switch self {
        case .private, .fileprivate, .internal, .package, .public, .open, .static, .class, .mutating, .nonmutating,
            .nonisolated, .lazy, .indirect, .override, .convenience, .final, .required, .optional, .dynamic, .weak,
            .unowned, .prefix, .postfix, .infix, .consuming, .borrowing, .distributed, .isolated, .sending, .async,
            .reasync, .constantValue, .legacyConsuming, .legacyOwned, .legacyShared, .setterAccess, .local,
            .yielding:
            true
        default: false
        }
    }

    /// Introducers that are never names.
    var isReservedIntroducer: Bool {
        switch self {
        case .associatedtype, .class, .deinit, .enum, .extension, .func, .import, .`init`, .let, .operator,
            .precedencegroup, .protocol, .struct, .subscript, .typealias, .var, .case:
            true
        default: false
        }
    }

    var isIntroducer: Bool { isReservedIntroducer || self == .actor || self == .macro || self == .using }
}
