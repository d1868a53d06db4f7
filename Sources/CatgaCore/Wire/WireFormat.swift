/// The reserved numbers of MemoryPack's format (its specification calls them null object, null collection and wide
/// tag), and sizes that generated code adds up.
public enum WireFormat {
    @usableFromInline static var nullObject: UInt8 { 255 }
    @usableFromInline static var nullCollection: Int32 { -1 }

    /// Bytes that `write(_: String)` takes.
    @inlinable
    public static func size(of text: String) -> Int {
        let byteCount = text.utf8.count
        return byteCount == 0 ? 4 : 8 + byteCount
    }

    /// Bytes that `write(optional:)` takes.
    @inlinable
    public static func size(ofOptional text: String?) -> Int {
        if let text { size(of: text) } else { 4 }
    }
}
