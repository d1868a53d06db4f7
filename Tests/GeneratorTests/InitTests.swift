import Foundation
import Testing
import ToolTesting

@testable import catga_gen

@Suite("catga-gen init")
struct InitTests {
    private static let source = ManifestEdit.Source(declaration: ".package(path: \"../Catga\")", identity: "Catga")

    private func edited(_ manifest: String) throws -> String {
        try ManifestEdit(manifest, path: "Package.swift", source: Self.source).text
    }

    @Test("a manifest without lists gets them in the order that the compiler wants")
    func plain() throws {
        let manifest = """
            let package = Package(
                name: "App",
                // targets: [ in a comment
                targets: [
                    .executableTarget(
                        name: "App"
                    ),
                    .testTarget(name: "AppTests", dependencies: ["App"]),
                ],
                swiftLanguageModes: [.v6]
            )

            """
        #expect(
            try edited(manifest) == """
                let package = Package(
                    name: "App",
                    // targets: [ in a comment
                    dependencies: [
                        .package(path: "../Catga")
                    ],
                    targets: [
                        .executableTarget(
                            name: "App",
                            dependencies: [.product(name: "Catga", package: "Catga")],
                            plugins: [.plugin(name: "CatgaPlugin", package: "Catga")]
                        ),
                        .testTarget(name: "AppTests", dependencies: ["App"]),
                    ],
                    swiftLanguageModes: [.v6]
                )

                """
        )
    }

    @Test("a manifest with lists gets more elements")
    func lists() throws {
        let manifest = """
            let package = Package(name: "App", dependencies: [.package(path: "../X")], targets: [
                .executableTarget(name: "App", dependencies: ["X"], exclude: ["a"], plugins: ["P"],),
            ])
            """
        let text = try edited(manifest)
        #expect(text.contains("dependencies: [\n        .package(path: \"../Catga\"),.package(path: \"../X\")]"))
        #expect(text.contains(".product(name: \"Catga\", package: \"Catga\"),\"X\"]"))
        #expect(text.contains(".plugin(name: \"CatgaPlugin\", package: \"Catga\"),\"P\"]"))
    }

    @Test("what is not understood, or is there already, is said", arguments: ["", "let package = 1", "Package("])
    func refused(manifest: String) throws {
        let trouble = try #require(throws: Trouble.self) { try edited(manifest) }
        #expect(trouble.hint?.contains(".package(path: \"../Catga\")") == true)
        let done = #"Package(targets: [.executableTarget(name: "A", plugins: [.plugin(name: "CatgaPlugin")])])"#
        let again = try #require(throws: Trouble.self) { try edited(done) }
        #expect(again.message.contains("already"))
    }

    @Test("sources that somebody wrote are left alone")
    func occupied() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Catga/Package.swift", "")
        try folder.write("app/Sources/app/Mine.swift", "let mine = 1\n")
        let run = try await generator("init", "--catga", "Catga", "--package", "app", in: folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("holds sources already"))
        #expect(!folder.exists("app/Package.swift"))
    }

    @Test("a repository is depended on by version, a folder from where the manifest stands")
    func locations() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Catga/Package.swift", "")
        #expect(try await generator("init", "--catga", "Catga", "--package", "one", in: folder).status == 0)
        #expect(try folder.read("one/Package.swift").contains(".package(path: \"../Catga\")"))
        let url = "https://example.org/Catga.git"
        #expect(try await generator("init", "--catga", url, "--package", "two", in: folder).status == 0)
        let manifest = try folder.read("two/Package.swift")
        #expect(manifest.contains(".package(url: \"\(url)\", from: \"0.1.0\")"))
        #expect(manifest.contains("package: \"Catga\""))
        let wrong = try await generator("init", "--catga", "nowhere", "--package", "three", in: folder)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("nowhere: error: has no Package.swift"))
    }
}
