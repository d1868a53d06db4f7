/// One scanned file: its bytes and every type-level declaration in it, in source order. A class, as many hold it.
package final class SourceFile: Sendable {
    /// As given on the command line.
    package let path: String
    package let bytes: [UInt8]
    package let imports: [ImportDeclaration]
    package let types: [TypeDeclaration]
    /// Functions, variables and type aliases written at file level.
    package let functions: [FunctionDeclaration]
    package let variables: [PropertyDeclaration]
    package let typealiases: [TypealiasDeclaration]
    let problems: [LexicalProblem]
    /// The offset of each line's first byte.
    let lineStarts: [Int32]

    /// Scans `bytes`. Never traps, whatever they hold; time and memory are linear in their number.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        let isReadable = bytes.count < Int(Int32.max)
        lineStarts = isReadable ? SourceFile.lineStarts(of: bytes) : [0]
        let output = isReadable ? bytes.withUnsafeBufferPointer { Parser.parse($0) } : Parser.Output()
        imports = output.imports
        types = output.types
        functions = output.functions
        variables = output.variables
        typealiases = output.typealiases
        problems = output.problems
    }

    /// What the scanner itself refuses: text it cannot read without guessing. In source order, at most
    /// `ScannerLimits.findings` of them.
    package var findings: [Finding] {
        bytes.count < Int(Int32.max) ? makeFindings(from: problems) : [SourceFile.tooLarge(path: path)]
    }

    /// The text of `span`; invalid UTF-8 is repaired, as it only ever reaches messages.
    package func text(_ span: Span) -> String {
        bytes.withUnsafeBufferPointer { buffer in
            String(decoding: UnsafeBufferPointer(rebasing: buffer[Int(span.start)..<Int(span.end)]), as: UTF8.self)
        }
    }

    /// The name that `span` spells: its text without the backticks that let a keyword be a name.
    package func identifier(_ span: Span) -> String {
        let isQuoted =
            span.end - span.start > 2 && bytes[Int(span.start)] == Byte.backtick
            && bytes[Int(span.end) - 1] == Byte.backtick
        return isQuoted ? text(Span(start: span.start + 1, end: span.end - 1)) : text(span)
    }

    /// The name of `types[typeIndex]` behind those of the types around it, each as written: `Outer.Inner`.
    package func qualifiedName(of typeIndex: Int) -> String {
        var names = [text(types[typeIndex].name)]
        var parent = types[typeIndex].parent
        while let index = parent {
            names.append(text(types[index].name))
            parent = types[index].parent
        }
        return names.reversed().joined(separator: ".")
    }
}
