import Catga

/// One server's URL, checked before libnats sees it.
struct NATSAddress {
    let url: String
    let isSecure: Bool
    let host: String
    /// The URL without what stands before an `@`, for messages.
    let words: String

    /// - Throws: ``CatgaError/Code/configuration`` that does not repeat what could be a password.
    init(_ url: String) throws(CatgaError) {
        let schemes = ["nats://": false, "tls://": true]
        guard let scheme = schemes.first(where: { url.hasPrefix($0.key) }) else {
            throw Self.fault("begins with nats:// or tls://", Self.redacted(url))
        }
        let rest = url.dropFirst(scheme.key.count)
        let address = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        words = scheme.key + Self.plain(address)
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Self.fault("has no space, line break or other character than ASCII's", words)
        }
        let (host, port) = Self.split(address)
        guard !host.isEmpty, !host.contains("/"), !host.contains("?") else {
            throw Self.fault("names a host, and nothing behind its port", words)
        }
        guard port == nil || (port.flatMap { UInt16($0) } ?? 0) > 0 else {
            throw Self.fault("has a port from 1 to 65535", words)
        }
        self.url = url
        self.host = host.filter { $0 != "[" && $0 != "]" }
        isSecure = scheme.value
    }

    private static func split(_ address: Substring) -> (host: String, port: String?) {
        // An IPv6 address stands in brackets and has colons of its own.
        let end = address.lastIndex(of: "]") ?? address.startIndex
        guard let colon = address[end...].lastIndex(of: ":") else { return (String(address), nil) }
        return (String(address[..<colon]), String(address[address.index(after: colon)...]))
    }

    private static func redacted(_ url: String) -> String {
        plain(url.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    }

    private static func plain(_ text: Substring) -> String {
        String(decoding: text.utf8.prefix(200).map { $0 > 0x20 && $0 < 0x7F ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private static func fault(_ rule: String, _ words: String) -> CatgaError {
        CatgaError(
            code: .configuration,
            message: "A NATS URL \(rule), as in nats://127.0.0.1:4222; this one does not: \(words)"
        )
    }
}
