/// The number by which a message type travels: 64-bit FNV-1a of its wire name's UTF-8 bytes.
///
/// The algorithm and its constants are those of Fowler, Noll and Vo, as published in RFC 9923 (offset basis
/// `0xcbf29ce484222325`, prime `0x100000001b3`).
package enum TypeID {
    package static func of(_ wireName: String) -> UInt64 {
        var name = wireName
        return name.withUTF8 { bytes in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            var index = 0
            while index < bytes.count {
                hash ^= UInt64(bytes[index])
                hash &*= 0x100_0000_01b3
                index += 1
            }
            return hash
        }
    }
}
