/// How the members of a payload lie on the wire: `static let layout = Layout.versionTolerant`.
///
/// The generator reads the declaration and the compiler checks its type. Both sides of a wire must agree on it, and a
/// type that is in use never changes it.
public enum Layout: UInt8, Sendable {
    /// MemoryPack's object: the number of members and the members. May only grow at its end; a reader knows every
    /// member that a writer sends. The default.
    case regular = 0
    /// MemoryPack's version-tolerant object: each member has its length in front, so that older readers pass over what
    /// they do not know.
    case versionTolerant = 1
    /// MemoryPack's unmanaged struct: members of fixed size where C would put them, padding zeroed, nothing in front. An
    /// array of it is one block. Its members never change.
    case fixed = 2
}
