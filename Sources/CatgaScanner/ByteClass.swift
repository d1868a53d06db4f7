/// What a byte may begin, looked up in a table of 256 entries so that the hot loops compare nothing else.
enum ByteClass: UInt8 {
    case whitespace
    case newline
    case letter
    case digit
    case nonASCII
    case dollar
    case backtick
    case quote
    case hash
    case slash
    case `operator`
    case question
    case exclamation
    case period
    case comma
    case colon
    case semicolon
    case at
    case backslash
    case leftParenthesis
    case rightParenthesis
    case leftSquare
    case rightSquare
    case leftBrace
    case rightBrace

    /// The class of every byte. Allocated once and never freed: it lives as long as the process.
    nonisolated(unsafe) static let table: UnsafePointer<ByteClass> = makeTable()

    /// Whether a skip by balance has to stop at the byte: a bracket, or what may open a literal or a comment.
    nonisolated(unsafe) static let structure: UnsafePointer<Bool> = makeStructure("\"#/`()[]{}")

    /// The same inside braces, where no other bracket is counted.
    nonisolated(unsafe) static let structureInBraces: UnsafePointer<Bool> = makeStructure("\"#/`{}")

    private static func makeTable() -> UnsafePointer<ByteClass> {
        let table = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
        // Control bytes (NUL among them) separate tokens like blanks do: the compiler warns and goes on.
        table.initialize(repeating: .whitespace, count: 256)
        for byte in 0x80..<0x100 { table[byte] = .nonASCII }
        func set(_ characters: StaticString, _ byteClass: ByteClass) {
            for index in 0..<characters.utf8CodeUnitCount {
                table[Int(characters.utf8Start[index])] = byteClass
            }
        }
        set("\n\r", .newline)
        set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", .letter)
        set("0123456789", .digit)
        set("=-+*%<>&|^~", .operator)
        set("$", .dollar)
        set("`", .backtick)
        set("\"", .quote)
        set("#", .hash)
        set("/", .slash)
        set("?", .question)
        set("!", .exclamation)
        set(".", .period)
        set(",", .comma)
        set(":", .colon)
        set(";", .semicolon)
        set("@", .at)
        set("\\", .backslash)
        set("(", .leftParenthesis)
        set(")", .rightParenthesis)
        set("[", .leftSquare)
        set("]", .rightSquare)
        set("{", .leftBrace)
        set("}", .rightBrace)
        return UnsafePointer(table)
    }

    private static func makeStructure(_ characters: StaticString) -> UnsafePointer<Bool> {
        let structure = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
        structure.initialize(repeating: false, count: 256)
        for index in 0..<characters.utf8CodeUnitCount {
            structure[Int(characters.utf8Start[index])] = true
        }
        return UnsafePointer(structure)
    }
}

/// The bytes that are compared by value, by name.
enum Byte {
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let tab: UInt8 = 0x09
    static let exclamation: UInt8 = 0x21
    static let quote: UInt8 = 0x22
    static let hash: UInt8 = 0x23
    static let ampersand: UInt8 = 0x26
    static let leftParenthesis: UInt8 = 0x28
    static let rightParenthesis: UInt8 = 0x29
    static let asterisk: UInt8 = 0x2A
    static let plus: UInt8 = 0x2B
    static let minus: UInt8 = 0x2D
    static let period: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let less: UInt8 = 0x3C
    static let equal: UInt8 = 0x3D
    static let greater: UInt8 = 0x3E
    static let question: UInt8 = 0x3F
    static let leftSquare: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let rightSquare: UInt8 = 0x5D
    static let backtick: UInt8 = 0x60
    static let bar: UInt8 = 0x7C
    static let tilde: UInt8 = 0x7E
}
