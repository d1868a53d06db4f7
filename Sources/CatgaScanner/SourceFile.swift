/// One scanned file: its bytes and every type-level declaration in it, in source order.
package struct SourceFile: Sendable {
    /// As given on the command line.
    package let path: String
    package let bytes: [UInt8]
    package internal(set) var imports: [ImportDeclaration] = []
    package internal(set) var types: [TypeDeclaration] = []
    /// Functions, variables and type aliases written at file level.
    package internal(set) var functions: [FunctionDeclaration] = []
    package internal(set) var variables: [PropertyDeclaration] = []
    package internal(set) var typealiases: [TypealiasDeclaration] = []
    /// What the scanner itself refuses: text it cannot read without guessing.
    package internal(set) var findings: [Finding] = []

    /// Scans `bytes`. Never traps, whatever they hold; time and memory are linear in their number.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        fatalError("to be written")
    }

    /// The text of `span`; invalid UTF-8 is repaired, as it only ever reaches messages.
    package func text(_ span: Span) -> String {
        bytes.withUnsafeBufferPointer { buffer in
            String(decoding: UnsafeBufferPointer(rebasing: buffer[Int(span.start)..<Int(span.end)]), as: UTF8.self)
        }
    }
}
