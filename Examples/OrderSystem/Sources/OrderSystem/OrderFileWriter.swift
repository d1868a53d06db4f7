import Foundation

/// Writes orders as the file that ``OrderFile`` reads.
enum OrderFileWriter {
    private static let chunkBytes = 64 * 1024

    /// - Throws: ``UnreadableFile``.
    static func write(_ orders: OrderGenerator, to path: String) throws(UnreadableFile) {
        guard let file = fopen(path, "wb") else { throw UnreadableFile(path: path) }
        var orders = orders
        var chunk = ""
        var isWritten = true
        while isWritten, let entry = orders.next() {
            if case .success(let order) = entry.content { chunk += line(order) }
            if chunk.utf8.count >= chunkBytes {
                isWritten = append(&chunk, to: file)
            }
        }
        isWritten = isWritten && append(&chunk, to: file)
        // Closing writes what the library still holds, so it may fail as well.
        guard fclose(file) == 0, isWritten else { throw UnreadableFile(path: path) }
    }

    private static func append(_ chunk: inout String, to file: UnsafeMutablePointer<FILE>) -> Bool {
        defer { chunk = "" }
        let bytes = Array(chunk.utf8)
        return fwrite(bytes, 1, bytes.count, file) == bytes.count
    }

    /// Only what the generator makes is written, and its names need no escaping.
    static func line(_ order: IncomingOrder) -> String {
        let items = order.items.map { "{\"sku\":\"\($0.sku)\",\"quantity\":\($0.quantity)}" }
        var line = "{\"customer\":\(order.customer),\"items\":[\(items.joined(separator: ","))]"
        if let coupon = order.coupon { line += ",\"coupon\":\"\(coupon)\"" }
        if order.cancel { line += ",\"cancel\":true" }
        return line + "}\n"
    }
}
