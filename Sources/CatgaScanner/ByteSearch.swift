#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where `byte` stands first from `start` on and in front of `end`, `nil` if it does not.
///
/// The C library compares a vector of bytes at a time, and does so in unoptimized builds of this module as well.
@inline(__always)
func offset(of byte: UInt8, in base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end, let found = memchr(base + start, CInt(byte), end &- start) else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
}
