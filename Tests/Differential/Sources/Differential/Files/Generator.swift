import Foundation

/// The built `catga-gen`, driven as anybody would drive it: what is compared is its public output.
struct Generator {
    var executable: String

    func inspect(_ paths: [String]) -> Inspection {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["inspect", "--format", "json"] + paths
        let output = Pipe()
        process.standardOutput = output
        // Findings do not matter here: what the scanner refuses shows as a difference.
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let inspection = try JSONDecoder().decode(Inspection.self, from: data)
            guard inspection.schema == 1, inspection.files.map(\.path) == paths else {
                fail("'\(executable)' printed other files than it was asked for, or another schema than 1")
            }
            return inspection
        } catch {
            fail("'\(executable)' did not print what it should for '\(paths[0])' and others: \(error)")
        }
    }
}
