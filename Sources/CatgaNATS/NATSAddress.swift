import Catga

/// One server's URL, checked before libnats sees it.
struct NATSAddress {
    let url: String
    let isSecure: Bool
    let host: String
    let port: UInt16
    /// The URL without what stands before an `@`, for messages.
    let words: String

    /// - Throws: ``CatgaError/Code/configuration`` that repeats nothing but the scheme: what cannot be read may be a part of
    ///   a password, as where one with a comma in it was taken for two addresses.
    init(_ url: String) throws(CatgaError) {
        let schemes = ["nats://": false, "tls://": true]
        guard let scheme = schemes.first(where: { url.hasPrefix($0.key) }) else {
            throw Self.fault("begins with nats:// or tls://")
        }
        let rest = url.dropFirst(scheme.key.count)
        let address = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Self.fault("has no space, line break or other character than ASCII's", scheme.key)
        }
        let (host, port) = Self.split(address)
        guard !host.isEmpty, !host.contains("/"), !host.contains("?") else {
            throw Self.fault("names a host, and nothing behind its port", scheme.key)
        }
        // Otherwise a user and a password whose `@` was forgotten are a host, which is printed.
        guard !host.contains(":") || (host.hasPrefix("[") && host.hasSuffix("]")) else {
            throw Self.fault("has an @ behind the password, and brackets around an IPv6 address", scheme.key)
        }
        guard let number = port.map({ UInt16($0) }) ?? 4222, number > 0 else {
            throw Self.fault("has a port from 1 to 65535", scheme.key)
        }
        self.url = url
        words = scheme.key + address.prefix(200)
        self.host = host.filter { $0 != "[" && $0 != "]" }
        self.port = number
        isSecure = scheme.value
    }

    private static func split(_ address: Substring) -> (host: String, port: String?) {
        // An IPv6 address stands in brackets and has colons of its own.
        let end = address.lastIndex(of: "]") ?? address.startIndex
        guard let colon = address[end...].lastIndex(of: ":") else { return (String(address), nil) }
        return (String(address[..<colon]), String(address[address.index(after: colon)...]))
    }

    private static func fault(_ rule: String, _ scheme: String = "") -> CatgaError {
        CatgaError(
            code: .configuration,
            message: "A NATS URL \(rule), as in nats://127.0.0.1:4222; this one does not"
                + (scheme.isEmpty ? "" : ": \(scheme)…") + " (its text is not shown, as a password may be in it)"
        )
    }
}
