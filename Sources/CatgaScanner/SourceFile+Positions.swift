extension SourceFile {
    /// Where `span` starts. Lines end with `\n`, `\r\n` or `\r`; O(log n) in the number of lines.
    package func position(of span: Span) -> SourcePosition {
        position(at: Int(span.start))
    }

    func position(at offset: Int) -> SourcePosition {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return SourcePosition(line: low + 1, column: offset - Int(lineStarts[low]) + 1)
    }

    /// The offset of each line's first byte.
    static func lineStarts(of bytes: [UInt8]) -> [Int32] {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [0] }
            if offset(of: Byte.carriageReturn, in: base, from: 0, to: buffer.count) == nil {
                return lineStartsBehindNewlines(base, buffer.count)
            }
            return lineStartsBehindAnyBreak(base, buffer.count)
        }
    }

    /// Nearly all files end their lines with `\n` alone, and then the C library finds them many bytes at a time.
    private static func lineStartsBehindNewlines(_ base: UnsafePointer<UInt8>, _ count: Int) -> [Int32] {
        var starts: [Int32] = [0]
        starts.reserveCapacity(count / 32)
        var position = 0
        while let newline = offset(of: Byte.newline, in: base, from: position, to: count) {
            position = newline &+ 1
            starts.append(Int32(truncatingIfNeeded: position))
        }
        return starts
    }

    private static func lineStartsBehindAnyBreak(_ base: UnsafePointer<UInt8>, _ count: Int) -> [Int32] {
        var starts: [Int32] = [0]
        var position = 0
        while position < count {
            let byte = base[position]
            position &+= 1
            if byte == Byte.carriageReturn {
                if position < count && base[position] == Byte.newline { position &+= 1 }
                starts.append(Int32(truncatingIfNeeded: position))
            } else if byte == Byte.newline {
                starts.append(Int32(truncatingIfNeeded: position))
            }
        }
        return starts
    }
}
