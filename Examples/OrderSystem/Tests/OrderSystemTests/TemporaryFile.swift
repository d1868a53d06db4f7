import Foundation

/// A file that is gone after the test.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8] = []) throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("orders-\(UUID().uuidString).jsonl")
        try Data(bytes).write(to: url)
        path = url.path
    }

    convenience init(_ text: String) throws {
        try self.init(Array(text.utf8))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var bytes: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
    }
}
