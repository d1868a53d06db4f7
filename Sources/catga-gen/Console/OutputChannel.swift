import Foundation

/// Standard output or standard error: unbuffered, so that the two keep their order on a terminal.
final class OutputChannel {
    enum Style: String {
        case bold = "1"
        case red = "31"
        case green = "32"
        case cyan = "36"
        case boldRed = "1;31"
        case boldYellow = "1;33"
    }

    /// The error number of a write that failed for another reason than that nobody reads any more.
    private(set) var failure: Int32?
    let isStyled: Bool
    private let descriptor: Int32
    private var isClosed = false

    init(descriptor: Int32, isStyled: Bool) {
        self.descriptor = descriptor
        self.isStyled = isStyled
    }

    func styled(_ text: String, _ style: Style) -> String {
        isStyled ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Writes all of `text`, or as much as there is a reader for: `catga-gen inspect … | head` is no mistake.
    func write(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            var offset = 0
            while offset < buffer.count, !isClosed {
                let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[offset...])
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    offset += count
                } else if errno != EINTR {
                    isClosed = true
                    if errno != EPIPE { failure = errno }
                }
            }
        }
    }
}
