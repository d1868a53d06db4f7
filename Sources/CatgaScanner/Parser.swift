/// Reads declarations, in the order and with the names of the grammar in *The Swift Programming Language*.
///
/// The data path: `parseTopLevelDeclaration` → `parseDeclarations(in:)` reads attributes, modifiers and directives and
/// dispatches on the introducer → one production per kind of declaration appends to the lists below. Only the bodies of
/// types are entered; every other body, and every expression, is skipped by balance.
struct Parser: ~Copyable {
    var lexer: Lexer
    var imports: [ImportDeclaration] = []
    var types: [TypeDeclaration] = []
    var functions: [FunctionDeclaration] = []
    var variables: [PropertyDeclaration] = []
    var typealiases: [TypealiasDeclaration] = []
    var conditionals = ConditionalCompilation()
    /// A search for generic arguments in an expression has failed up to here.
    var genericSearchEnd = 0
    /// How many type bodies are open.
    var depth = 0

    init(lexer: consuming Lexer) { self.lexer = lexer }

    /// What the parser has made of a file.
    struct Output {
        var imports: [ImportDeclaration] = []
        var types: [TypeDeclaration] = []
        var functions: [FunctionDeclaration] = []
        var variables: [PropertyDeclaration] = []
        var typealiases: [TypealiasDeclaration] = []
        var problems: [LexicalProblem] = []
    }

    /// Reads a whole file.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Output {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return Output() }
        var parser = Parser(lexer: Lexer(base: base, count: bytes.count))
        parser.parseTopLevelDeclaration()
        return Output(
            imports: parser.imports,
            types: parser.types,
            functions: parser.functions,
            variables: parser.variables,
            typealiases: parser.typealiases,
            problems: parser.lexer.problems
        )
    }

    /// `top-level-declaration → statements?`
    mutating func parseTopLevelDeclaration() {
        while lexer.token.kind != .endOfFile {
            parseDeclarations(in: nil)
            if lexer.token.kind == .rightBrace {
                lexer.report(.unopenedBracket, at: lexer.token.start)
                lexer.advance()
            }
        }
        closeConditionals(downTo: 0)
    }

    /// The current token's span.
    var tokenSpan: Span { Span(from: lexer.token.start, to: lexer.token.end) }

    /// From `start` to the end of the last token or group that was passed.
    func spanSince(_ start: Int) -> Span {
        lexer.previousEnd > start ? Span(from: start, to: lexer.previousEnd) : Span(from: start, to: start)
    }

    @inline(__always)
    func isAt(_ kind: TokenKind) -> Bool { lexer.token.kind == kind }

    @inline(__always)
    func isAt(_ keyword: Keyword) -> Bool { lexer.token.keyword == keyword }

    /// Whether the current token is an operator that begins with `byte`.
    func isAtOperator(_ byte: UInt8) -> Bool {
        lexer.token.kind == .operatorSymbol && lexer.base[lexer.token.start] == byte
    }

    /// Passes the current token if it is of `kind`.
    mutating func take(_ kind: TokenKind) -> Bool {
        if lexer.token.kind != kind { return false }
        lexer.advance()
        return true
    }

    /// Passes the current token if it is `keyword`.
    mutating func take(_ keyword: Keyword) -> Bool {
        if lexer.token.keyword != keyword { return false }
        lexer.advance()
        return true
    }

    /// Whether the current token opens a group.
    var isAtGroup: Bool {
        switch lexer.token.kind {
        case .leftParenthesis, .leftSquare, .leftBrace: true
        default: false
        }
    }

    /// Passes one token, or a whole group where it opens one.
    mutating func skipTokenOrGroup() {
        if isAtGroup { lexer.skipGroup() } else { lexer.advance() }
    }
}
