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

    static func lineStarts(of bytes: [UInt8]) -> [Int32] {
        var starts: [Int32] = [0]
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let count = buffer.count
            var position = 0
            while position < count {
                let byte = base[position]
                position &+= 1
                if byte > Byte.carriageReturn { continue }
                if byte == Byte.carriageReturn {
                    if position < count && base[position] == Byte.newline { position &+= 1 }
                    starts.append(Int32(truncatingIfNeeded: position))
                } else if byte == Byte.newline {
                    starts.append(Int32(truncatingIfNeeded: position))
                }
            }
        }
        return starts
    }
}
