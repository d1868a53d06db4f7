import Foundation

/// Reads and writes whole files.
enum FileBytes {
    /// - Throws: `Trouble` that names the file and the operating system's reason.
    static func read(_ path: String) throws(Trouble) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        // One byte more than the file's size, so that the end is usually seen by the second read.
        var bytes = [UInt8](repeating: 0, count: max(0, Int(status.st_size)) + 1)
        var used = 0
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress?.advanced(by: used), buffer.count - used)
            }
            if count == 0 { break }
            if count > 0 {
                used += count
                if used == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: bytes.count)) }
            } else if errno != EINTR {
                throw unreadable(path, errno)
            }
        }
        bytes.removeLast(bytes.count - used)
        return bytes
    }

    /// - Throws: `Trouble` as well for a file of more than `limit` bytes.
    static func read(_ path: String, atMost limit: Int) throws(Trouble) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Trouble("is not a file", hint: "name a file with a content of its own", path: path)
        }
        guard status.st_size <= limit else {
            throw Trouble("has \(status.st_size) bytes, more than \(limit)", hint: "name a smaller file", path: path)
        }
        return try read(path)
    }

    /// What stands on standard input.
    ///
    /// - Throws: `Trouble` as well for more than `limit` bytes.
    static func readInput(atMost limit: Int) throws(Trouble) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = block.withUnsafeMutableBytes { Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += block[..<count]
                if bytes.count > limit {
                    throw Trouble("standard input has more than \(limit) bytes", hint: "pass one frame at a time")
                }
            } else if errno != EINTR {
                throw Trouble("standard input cannot be read: \(String(cString: strerror(errno)))", hint: "name a file")
            }
        }
    }

    /// The bytes, or `nil` where there is no such file.
    static func readIfPresent(_ path: String) throws(Trouble) -> [UInt8]? {
        guard access(path, F_OK) == 0 else { return nil }
        return try read(path)
    }

    /// Replaces the file by `text` in one step, and only if it differs from what it holds: a build system looks at
    /// the time of the last change.
    ///
    /// - Returns: Whether the file was written.
    static func replace(_ path: String, with text: String) throws(Trouble) -> Bool {
        try text.utf8Span.span.withUnsafeBytes { (bytes) throws(Trouble) in try replace(path, with: bytes) }
    }

    private static func replace(_ path: String, with bytes: UnsafeRawBufferPointer) throws(Trouble) -> Bool {
        if let current = try? read(path), areEqual(current, bytes) { return false }
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        var offset = 0
        while offset < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count >= 0 {
                offset += count
            } else if errno != EINTR {
                let reason = errno
                close(descriptor)
                unlink(temporary)
                throw unwritable(path, reason)
            }
        }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            let reason = errno
            unlink(temporary)
            throw unwritable(path, reason)
        }
        return true
    }

    /// Whether `bytes` are those of `text`. Array's own comparison goes element by element, which takes long in a debug build.
    static func are(_ bytes: [UInt8], _ text: String) -> Bool {
        text.utf8Span.span.withUnsafeBytes { areEqual(bytes, $0) }
    }

    private static func areEqual(_ left: [UInt8], _ right: UnsafeRawBufferPointer) -> Bool {
        guard let start = right.baseAddress, !left.isEmpty else { return left.count == right.count }
        return left.count == right.count && memcmp(left, start, left.count) == 0
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Trouble {
        Trouble(
            "cannot be read: \(String(cString: strerror(code)))",
            hint: code == ENOENT ? "check the path; it is taken from the current folder" : "check the file's rights",
            path: path
        )
    }

    private static func unwritable(_ path: String, _ code: Int32) -> Trouble {
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
        return Trouble(
            "cannot be written: \(String(cString: strerror(code)))",
            hint: code == ENOENT ? "make its folder first: mkdir -p \(folder)" : "check the rights of its folder",
            path: path
        )
    }
}
