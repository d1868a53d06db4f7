import CatgaModel
import CatgaScanner

/// Scans files, each once, on all cores.
final class SourceLibrary {
    /// Fewer files are scanned faster than threads are woken.
    private static let filesWorthThreads = 8

    private var scanned: [String: SourceFile] = [:]

    /// The files at `paths`, in that order.
    func files(at paths: [String]) throws(Trouble) -> [SourceFile] {
        let missing = paths.filter { scanned[$0] == nil }
        for file in try scan(missing) { scanned[file.path] = file }
        return paths.compactMap { scanned[$0] }
    }

    private func scan(_ paths: [String]) throws(Trouble) -> [SourceFile] {
        guard paths.count >= SourceLibrary.filesWorthThreads else {
            var files: [SourceFile] = []
            for path in paths { files.append(SourceFile(path: path, bytes: try FileBytes.read(path))) }
            return files
        }
        let results = concurrentMap(paths) { path in
            Result { () throws(Trouble) in SourceFile(path: path, bytes: try FileBytes.read(path)) }
        }
        var files: [SourceFile] = []
        for result in results { files.append(try result.get()) }
        return files
    }
}
