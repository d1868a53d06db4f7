import Foundation

/// Names of compiled symbols as a person would write them.
enum Demangler {
    static func name(_ symbol: Substring) -> String {
        guard symbol.hasPrefix("$s") else { return String(symbol) }
        var mangled = String(symbol)
        return mangled.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let result = swiftDemangle(characters.baseAddress, characters.count, nil, nil, 0) else {
                    return String(symbol)
                }
                defer { free(result) }
                return String(cString: result)
            }
        }
    }
}

/// The runtime's own, which every Swift program has.
@_silgen_name("swift_demangle")
private func swiftDemangle(
    _ name: UnsafePointer<CChar>?,
    _ length: Int,
    _ output: UnsafeMutablePointer<CChar>?,
    _ outputSize: UnsafeMutablePointer<Int>?,
    _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
