import Foundation
import Testing
import ToolTesting

/// A pair of Ed25519 keys as NATS writes them, and tokens signed with it; the cryptography is that of `openssl`.
struct NKey {
    /// The first letter of a public key.
    enum Role: UInt8 {
        case `operator` = 0x70
        case account = 0x00
        case user = 0xA0
    }

    let publicKey: String
    let seed: String
    private let file: URL
    private let folder: TemporaryFolder

    init(_ role: Role) async throws {
        folder = try TemporaryFolder()
        file = folder.url.appending(path: "key.der")
        try await Self.openssl(["genpkey", "-algorithm", "ed25519", "-outform", "DER", "-out", file.path])
        let publicFile = folder.url.appending(path: "public.der")
        try await Self.openssl(
            ["pkey", "-in", file.path, "-inform", "DER", "-pubout", "-outform", "DER", "-out", publicFile.path])
        // What the two files have before the 32 bytes of the key says what kind of key it is.
        publicKey = Self.text([role.rawValue] + (try Data(contentsOf: publicFile)).suffix(32))
        let seedPrefix: UInt8 = 18 << 3
        seed = Self.text(
            [seedPrefix | role.rawValue >> 5, role.rawValue << 3] + (try Data(contentsOf: file)).suffix(32))
    }

    /// A token that says what `claims` say of `subject`, signed with this key.
    func token(_ subject: NKey, _ claims: [String: Any]) async throws -> String {
        let all: [String: Any] = [
            "jti": UUID().uuidString, "iat": 1, "name": "test", "iss": publicKey, "sub": subject.publicKey,
            "nats": claims,
        ]
        let header = Self.base64(Data(#"{"typ":"JWT","alg":"ed25519-nkey"}"#.utf8))
        let body = "\(header).\(Self.base64(try JSONSerialization.data(withJSONObject: all)))"
        let (input, output) = (try folder.write("input", body), folder.url.appending(path: "signature"))
        try await Self.openssl([
            "pkeyutl", "-sign", "-inkey", file.path, "-keyform", "DER", "-rawin", "-in", input.path, "-out",
            output.path,
        ])
        return "\(body).\(Self.base64(try Data(contentsOf: output)))"
    }

    private static func openssl(_ arguments: [String]) async throws {
        let run = try await ToolRun.run(URL(filePath: "/usr/bin/env"), ["openssl"] + arguments)
        try #require(run.status == 0, "openssl is missing (apt-get install openssl) or failed: \(run.errors)")
    }

    private static func base64(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Base32 without padding, of the bytes and their CRC-16 (that of XMODEM).
    private static func text(_ bytes: [UInt8]) -> String {
        var checksum: UInt16 = 0
        for byte in bytes {
            checksum ^= UInt16(byte) << 8
            for _ in 0..<8 { checksum = checksum & 0x8000 == 0 ? checksum << 1 : checksum << 1 ^ 0x1021 }
        }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, bits, count) = ("", 0, 0)
        for byte in bytes + [UInt8(checksum & 0xFF), UInt8(checksum >> 8)] {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(letters[bits >> count & 31])
            }
            bits &= 1 << count - 1
        }
        if count > 0 { text.append(letters[bits << (5 - count) & 31]) }
        return text
    }
}
