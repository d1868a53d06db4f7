import CatgaScanner

/// `inspect --format json`, schema 1.
///
/// ```
/// {"schema":1,"files":[{"path":…,"declarations":[{"kind":…,"name":…,"line":…,"column":…,"access":…,
///   "attributes":[…],"generic":…,"inherits":[…],"conditions":[…],
///   "properties":[{"name":…,"type":…,"introducer":…,"static":…,"stored":…,"line":…}],
///   "functions":[{"name":…,"parameters":[{"label":…,"name":…,"type":…}],"async":…,"throws":…,
///     "thrownType":…,"returns":…,"static":…,"line":…}],
///   "cases":[{"name":…,"line":…}]}]}]}
/// ```
///
/// - `line` and `column` are those of the name token; `type` is left out where a property has no annotation;
///   `thrownType` and `returns` are `null` where nothing is written.
/// - One declaration a line, so that two outputs can be compared by line.
enum InspectionJSON {
    static func document(of files: [SourceFile]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("schema", 1)
            writer.member("files") { writer in
                writer.array(files) { $0.file($1) }
            }
        }
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSONWriter {
    fileprivate mutating func file(_ file: SourceFile) {
        newline()
        object { writer in
            writer.member("path", file.path)
            writer.member("declarations") { writer in
                writer.array(Array(file.types.indices)) { writer, index in
                    writer.newline()
                    writer.declaration(index, in: file)
                }
            }
        }
    }

    private mutating func declaration(_ index: Int, in file: SourceFile) {
        let type = file.types[index]
        let position = file.position(of: type.name)
        object { writer in
            writer.member("kind", type.kind.rawValue)
            writer.member("name", file.qualifiedName(of: index))
            writer.member("line", position.line)
            writer.member("column", position.column)
            writer.member("access", (type.modifiers.access ?? .internal).rawValue)
            writer.member("attributes", type.modifiers.attributes.map { file.text($0.name) })
            writer.member("generic", type.isGeneric)
            writer.member("inherits", type.inherits.map(file.text))
            writer.member("conditions", type.conditions)
            writer.member("properties") { $0.array(type.properties) { $0.property($1, in: file) } }
            writer.member("functions") { $0.array(type.functions) { $0.function($1, in: file) } }
            writer.member("cases") { $0.array(type.cases) { $0.enumerationCase($1, in: file) } }
        }
    }

    private mutating func property(_ property: PropertyDeclaration, in file: SourceFile) {
        object { writer in
            writer.member("name", file.text(property.name))
            if !property.type.isEmpty { writer.member("type", file.text(property.type)) }
            writer.member("introducer", property.isLet ? "let" : "var")
            writer.member("static", property.modifiers.isStatic)
            writer.member("stored", property.isStored)
            writer.member("line", file.position(of: property.name).line)
        }
    }

    private mutating func function(_ function: FunctionDeclaration, in file: SourceFile) {
        object { writer in
            writer.member("name", file.text(function.name))
            writer.member("parameters") { writer in
                writer.array(function.parameters) { writer, parameter in
                    writer.object { writer in
                        writer.member("label", file.text(parameter.label))
                        writer.member("name", file.text(parameter.name))
                        writer.member("type", file.text(parameter.type))
                    }
                }
            }
            writer.member("async", function.isAsync)
            writer.member("throws", function.isThrowing)
            writer.member("thrownType", file.textIfWritten(function.thrownType))
            writer.member("returns", file.textIfWritten(function.returnType))
            writer.member("static", function.modifiers.isStatic)
            writer.member("line", file.position(of: function.name).line)
        }
    }

    private mutating func enumerationCase(_ enumerationCase: CaseDeclaration, in file: SourceFile) {
        object { writer in
            writer.member("name", file.text(enumerationCase.name))
            writer.member("line", file.position(of: enumerationCase.name).line)
        }
    }
}

extension SourceFile {
    /// `nil` for an empty span.
    fileprivate func textIfWritten(_ span: Span) -> String? {
        span.isEmpty ? nil : text(span)
    }
}
