package import CatgaScanner

/// A `catga.lock` as it was read.
package struct LockFile: Sendable {
    /// Beyond these a file is not one that `catga-gen lock` wrote.
    package enum Limits {
        package static let bytes = 16 << 20
        static let lineBytes = 4096
        static let typeDepth = 32
    }

    package var path: String
    /// Empty where `fault` is not `nil`.
    package var schema: WireSchema
    package var fault: LockFault?

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        var reader = LockReader(path: path)
        do throws(LockFault) {
            schema = try reader.read(bytes)
        } catch {
            schema = WireSchema(entries: [])
            fault = LockFault(position: error.position, message: visible(error.message))
        }
    }
}

/// Why a lock file cannot be read, and where.
package struct LockFault: Error, Sendable {
    package var position: SourcePosition
    /// Without a final full stop.
    package var message: String
}
