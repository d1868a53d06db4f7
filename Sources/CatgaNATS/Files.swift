import Catga

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where Debian keeps the certificates that it trusts.
let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

/// - Parameter what: What the file holds, for the message.
func readable(_ path: String, _ what: String) throws(CatgaError) {
    guard access(path, R_OK) == 0 else {
        throw CatgaError(
            code: .configuration,
            message:
                "The file with the \(what), \(path.debugDescription), cannot be read: \(String(cString: strerror(errno)))"
        )
    }
}

/// The first line of a short file, without white space around it; empty where it cannot be read.
func firstLine(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 8_192)
    guard fgets(&line, Int32(line.count), file) != nil else { return "" }
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
}
