import CatgaEmitter
import CatgaModel
import CatgaScanner
import Foundation
import Testing

@Suite("Schemas for other languages")
struct SchemaTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/schema")

    private static let cases = ["Messages", "Hostile"].flatMap { name in
        SchemaFormat.allCases.map { (name: name, format: $0) }
    }

    private static let fileEndings: [SchemaFormat: String] = [.jsonSchema: "json", .csharp: "cs", .typescript: "ts"]

    private static func schema(_ name: String) throws -> WireSchema {
        if name == "Hostile" {
            let lock = LockFile(path: "Hostile.lock", bytes: try bytes("Hostile.lock"))
            #expect(lock.fault == nil, "\(String(describing: lock.fault))")
            return lock.schema
        }
        let file = SourceFile(path: "Messages.swift", bytes: try bytes("Messages.swift"))
        let module = Module(name: "Sources", kind: .library, isInTargetPackage: true)
        let model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: [file])))
        #expect(RuleBook.check(model).isEmpty)
        return WireSchema(of: [model])
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    @Test("What is written today is what is committed", arguments: SchemaTests.cases)
    func golden(name: String, format: SchemaFormat) throws {
        let text = format.text(of: try Self.schema(name), namespace: "Catga.Messages")
        let file = Self.folder.appending(path: "\(name).\(Self.fileEndings[format] ?? "")")
        if ProcessInfo.processInfo.environment["CATGA_RECORD"] == "1" {
            try #require(ProcessInfo.processInfo.environment["CI"] == nil, "recording is not for CI")
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without CATGA_RECORD")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("The schema is the same by the sources and by the lock file", arguments: SchemaFormat.allCases)
    func sources(format: SchemaFormat) throws {
        let schema = try Self.schema("Messages")
        let lock = LockFile(path: "l", bytes: Array(schema.lockText.utf8))
        #expect(format.text(of: lock.schema, namespace: "A") == format.text(of: schema, namespace: "A"))
    }

    @Test("JSON Schema is JSON whose references all lead somewhere", arguments: ["Messages", "Hostile"])
    func json(name: String) throws {
        let schema = try Self.schema(name)
        let text = SchemaFormat.jsonSchema.text(of: schema, namespace: "")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        let definitions = try #require(document["$defs"] as? [String: Any])
        #expect(Set(definitions.keys) == Set(schema.entries.map(\.name)))
        let references = Self.references(in: document)
        #expect(!references.isEmpty)
        for reference in references {
            let pointer = try #require(reference.removingPercentEncoding)
            #expect(pointer.hasPrefix("#/$defs/"))
            let name = pointer.dropFirst(8).replacing("~1", with: "/").replacing("~0", with: "~")
            #expect(definitions[String(name)] != nil, "\(reference)")
        }
    }

    private static func references(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]:
            object.flatMap { key, value in
                if key == "$ref", let reference = value as? String { return [reference] }
                return references(in: value)
            }
        case let array as [Any]: array.flatMap(references)
        default: []
        }
    }

    @Test("No hostile name leaves its quotes, its comment or its place", arguments: SchemaFormat.allCases)
    func hostile(format: SchemaFormat) throws {
        let text = format.text(of: try Self.schema("Hostile"), namespace: "Catga.Messages")
        #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        for line in text.split(separator: "\n") {
            if format == .typescript { #expect(line.components(separatedBy: "*/").count <= 2) }
            if format == .csharp {
                #expect(!line.contains("Exit(") && !line.contains("alert(") || line.hasPrefix("///"))
            }
        }
        if format == .jsonSchema { return }
        // Every type has a name of its own, whatever the case of its letters.
        let code = text.split(separator: "\n").filter { !$0.hasPrefix("/") }.joined(separator: "\n")
        let heads = code.matches(of: /(?:class|struct|enum|interface|type|const) (\w+)/).map {
            $0.output.1.lowercased()
        }
        #expect(heads.count >= 7)
        let declared = heads.filter { $0 != "messages" }
        let doubled = Dictionary(grouping: declared, by: { $0 }).filter { $0.value.count > 1 }.keys
        // TypeScript has a constant and a type of one name for numbers of 64 bits.
        #expect(doubled.allSatisfy { format == .typescript && $0 == "class" }, "\(doubled)")
    }
}
