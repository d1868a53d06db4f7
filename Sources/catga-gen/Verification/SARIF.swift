import CatgaModel
import CatgaScanner
import Foundation

/// Findings in the Static Analysis Results Interchange Format, version 2.1.0, which code hosts show beside the code.
enum SARIF {
    /// Columns are counted in code points there; ours are in bytes.
    static func document(of findings: [Finding]) -> String {
        let rules = Set(findings.map(\.id)).sorted()
        var columns = CodePointColumns()
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.member("version", "2.1.0")
            writer.member("runs") { writer in
                writer.array([findings]) { writer, findings in
                    writer.object { writer in
                        writer.member("tool") { $0.object { $0.member("driver") { $0.driver(rules) } } }
                        writer.member("columnKind", "unicodeCodePoints")
                        writer.member("results") { writer in
                            writer.array(findings) { writer, finding in
                                writer.newline()
                                writer.result(finding, rules, column: columns.column(of: finding))
                            }
                        }
                    }
                }
            }
        }
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Relative to the current folder where the file lies in it, as code hosts want it, else a file URL.
    static func uri(of path: String) -> String {
        let folder = FileManager.default.currentDirectoryPath
        let isInside = path.hasPrefix(folder + "/")
        let relative = isInside ? String(path.dropFirst(folder.utf8.count + 1)) : path
        var uri = relative.hasPrefix("/") ? "file://" : ""
        for byte in relative.utf8 {
            let letter = byte | 0x20
            let isPlain =
                (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
                || (byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "~")
            if isPlain {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri += byte < 16 ? "%0" : "%"
                uri += String(byte, radix: 16, uppercase: true)
            }
        }
        return uri
    }
}

extension JSONWriter {
    fileprivate mutating func driver(_ rules: [String]) {
        object { writer in
            writer.member("name", "catga-gen")
            writer.member("version", Version.current)
            writer.member("rules") { writer in
                writer.array(rules) { writer, id in
                    writer.newline()
                    writer.object { writer in
                        writer.member("id", id)
                        writer.text("shortDescription", Explanations.title(of: id))
                        writer.text("help", Explanations.text(of: id) ?? "")
                    }
                }
            }
        }
    }

    fileprivate mutating func result(_ finding: Finding, _ rules: [String], column: Int) {
        object { writer in
            writer.member("ruleId", finding.id)
            writer.member("ruleIndex", rules.firstIndex(of: finding.id) ?? 0)
            writer.member("level", finding.severity.rawValue)
            writer.text("message", finding.message + (finding.hint.map { ". \($0)" } ?? ""))
            writer.member("locations") { writer in
                writer.array([finding]) { writer, finding in
                    writer.object { writer in
                        writer.member("physicalLocation") { writer in
                            writer.object { writer in
                                writer.member("artifactLocation") { writer in
                                    writer.object { $0.member("uri", SARIF.uri(of: finding.path)) }
                                }
                                writer.member("region") { writer in
                                    writer.object { writer in
                                        writer.member("startLine", finding.position.line)
                                        writer.member("startColumn", column)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// `{"text": …}`
    private mutating func text(_ name: String, _ text: String) {
        member(name) { writer in writer.object { $0.member("text", text) } }
    }
}

/// Turns columns in bytes into columns in code points, reading each file once.
struct CodePointColumns {
    private var lines: [String: [Substring.UTF8View]] = [:]

    mutating func column(of finding: Finding) -> Int {
        if lines[finding.path] == nil {
            let bytes = (try? FileBytes.readIfPresent(finding.path)) ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            lines[finding.path] = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { Substring($0).utf8 }
        }
        guard let lines = lines[finding.path], lines.indices.contains(finding.position.line - 1) else {
            return finding.position.column
        }
        // Every byte but a continuation byte begins a code point.
        let bytes = lines[finding.position.line - 1].prefix(finding.position.column - 1)
        return bytes.count { $0 & 0xC0 != 0x80 } + 1
    }
}
