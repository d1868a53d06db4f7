import CNATS
import Catga

/// Answers to several requests of one node, in one message. Owns the message, which goes with the last answer.
///
/// Each is the number of its request (8 bytes, little-endian), its size (4) and its frame. They come to the node's inbox under
/// ``mark`` in the place of a number, and only to an inbox whose name begins with ``inboxPrefix``: by that its node says that it
/// reads them. Nobody else is ever sent one.
final class AnswerBundle: Sendable {
    static let inboxPrefix: StaticString = "_INBOX.+"
    static let mark = CChar(bitPattern: UInt8(ascii: "+"))
    /// In front of each answer.
    static let headerSize = 12

    nonisolated(unsafe) private let message: OpaquePointer

    /// Takes the message over.
    init(_ message: OpaquePointer) {
        self.message = message
    }

    deinit {
        SpentMessages.add(message)
    }

    /// Hands each answer over, up to one that is cut off. They lend their bytes from this bundle, which they keep.
    func open(_ hear: (_ number: UInt64, Arrival) -> Void) {
        guard var place = UnsafeRawPointer(natsMsg_GetData(message)) else { return }
        var left = Int(natsMsg_GetDataLength(message))
        while left >= Self.headerSize {
            let number = UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
            let size = Int(UInt32(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
            left -= Self.headerSize
            place += Self.headerSize
            guard size <= left else { return }
            let bytes = UnsafeRawBufferPointer(start: place, count: size)
            let token = UnsafeMutableRawPointer(message)
            hear(number, Arrival(bytes: bytes, attempt: 0, expectsAnswer: false, token: token, owner: self))
            left -= size
            place += size
        }
    }
}
