import Testing

@testable import catga_gen

@Suite("Paths in generated files")
struct FilePathTests {
    @Test(
        "are written from the package's folder",
        arguments: [
            ("/a/b/Sources/X.swift", "/a/b", "Sources/X.swift"),
            ("/a/b/Sources/X.swift", "/a/b/", "Sources/X.swift"),
            ("/a/b/./c/../X.swift", "/a/b", "X.swift"),
            ("/a/X.swift", "/a/b", "../X.swift"),
            ("/other/X.swift", "/a/b", "../../other/X.swift"),
            ("Sources/X.swift", ".", "Sources/X.swift"),
            ("Sources/X.swift", "/a", "Sources/X.swift"),
            ("X.swift", "..", "X.swift"),
        ]
    )
    func relative(path: String, folder: String, expected: String) {
        #expect(FilePath.relative(path, to: folder) == expected)
    }
}
