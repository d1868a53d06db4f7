/// What `catga-gen inspect --format json` prints, schema 1, as a reader outside the project would read it.
struct Inspection: Codable {
    var schema: Int
    var files: [InspectedFile]
}

struct InspectedFile: Codable, Equatable {
    /// As given on the command line.
    var path: String
    var declarations: [InspectedDeclaration]
}

struct InspectedDeclaration: Codable, Equatable {
    /// `struct`, `class`, `enum`, `actor`, `protocol` or `extension`.
    var kind: String
    /// Behind the names of the types around it.
    var name: String
    var line: Int
    var column: Int
    var access: String
    var attributes: [String]
    var generic: Bool
    var inherits: [String]
    var conditions: [String]
    var properties: [InspectedProperty] = []
    var functions: [InspectedFunction] = []
    var cases: [InspectedCase] = []
}

struct InspectedProperty: Codable, Equatable {
    var name: String
    /// Absent where no type is written.
    var type: String?
    /// `let` or `var`.
    var introducer: String
    var `static`: Bool
    var stored: Bool
    var line: Int
}

struct InspectedFunction: Codable, Equatable {
    struct Parameter: Codable, Equatable {
        var label: String
        var name: String
        var type: String
    }

    var name: String
    var parameters: [Parameter]
    var async: Bool
    var `throws`: Bool
    var thrownType: String?
    var returns: String?
    var `static`: Bool
    var line: Int
}

struct InspectedCase: Codable, Equatable {
    var name: String
    var line: Int
}
