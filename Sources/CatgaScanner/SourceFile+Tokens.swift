#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Bodies and comments are passed over when a file is scanned; these look into the few that somebody asks about.
extension SourceFile {
    /// The tokens of `span`, such as a function's body. String literals are one token, whatever they interpolate.
    ///
    /// Takes time in proportion to the span, not to the file.
    package func tokens(in span: Span) -> [Token] {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, !span.isEmpty else { return [] }
            let start = Int(span.start)
            var lexer = Lexer(base: base + start, count: Int(span.end) - start)
            var tokens: [Token] = []
            tokens.reserveCapacity((Int(span.end) - start) / 4)
            while lexer.token.kind != .endOfFile {
                var token = lexer.token
                token.start &+= start
                token.end &+= start
                tokens.append(token)
                lexer.advance()
            }
            return tokens
        }
    }

    /// The span of the whole file.
    package var extent: Span { Span(from: 0, to: bytes.count < Int(Int32.max) ? bytes.count : 0) }

    package func text(_ token: Token) -> String { text(Span(from: token.start, to: token.end)) }

    package func position(of token: Token) -> SourcePosition { position(at: token.start) }

    /// A `//` comment that begins with a marker.
    package struct MarkedComment: Sendable {
        /// Of the marker.
        package var position: SourcePosition
        /// What follows the marker on the line, without blanks around it.
        package var text: String
        /// Nothing but the comment stands on its line.
        package var isAlone: Bool
    }

    /// The `//` comments that begin with `marker`, in source order.
    ///
    /// A file without the marker, as nearly all are, costs one pass of the C library's search.
    package func comments(markedWith marker: String) -> [MarkedComment] {
        let hits = offsets(of: Array(marker.utf8))
        if hits.isEmpty { return [] }
        // The same text inside a literal is no comment.
        var tokens = tokens(in: extent)[...]
        return hits.compactMap { hit in
            tokens = tokens.drop { $0.end <= hit }
            if let token = tokens.first, token.start <= hit { return nil }
            return comment(at: hit, length: marker.utf8.count)
        }
    }

    /// Whether `name` stands in the file's bytes somewhere outside of `span`, as a word or as part of one.
    package func mentions(_ name: String, outside span: Span) -> Bool {
        offsets(of: Array(name.utf8)).contains { $0 < Int(span.start) || $0 >= Int(span.end) }
    }

    private func comment(at hit: Int, length: Int) -> MarkedComment? {
        var start = hit
        while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
        guard start >= 2, bytes[start - 1] == Byte.slash, bytes[start - 2] == Byte.slash else { return nil }
        guard start == 2 || bytes[start - 3] != Byte.slash else { return nil }
        let position = position(at: hit)
        let line = bytes[Int(lineStarts[position.line - 1])..<(start - 2)]
        let rest = bytes[(hit + length)...].prefix { $0 != Byte.newline && $0 != Byte.carriageReturn }
        return MarkedComment(
            position: position,
            text: Self.trimmed(rest),
            isAlone: line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        )
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let rest = bytes.drop { $0 <= UInt8(ascii: " ") }
        guard let last = rest.lastIndex(where: { $0 > UInt8(ascii: " ") }) else { return "" }
        return String(decoding: rest[...last], as: UTF8.self)
    }

    /// Looks for the byte of `text` that is rarest in sources, and compares around it.
    private func offsets(of text: [UInt8]) -> [Int] {
        guard let pivot = text.firstIndex(of: Byte.colon) ?? text.indices.first else { return [] }
        return bytes.withUnsafeBufferPointer { buffer in
            var found: [Int] = []
            guard let base = buffer.baseAddress else { return found }
            var start = pivot
            while let hit = offset(of: text[pivot], in: base, from: start, to: buffer.count) {
                start = hit + 1
                if hit - pivot + text.count <= buffer.count, memcmp(base + hit - pivot, text, text.count) == 0 {
                    found.append(hit - pivot)
                }
            }
            return found
        }
    }
}
