import CatgaModel
import CatgaScanner

/// Reads `catga.json`: what it may say, and a precise complaint about what it may not.
struct ConfigurationReader {
    private static let memberNames = ["access", "imports", "severities", "remote"]

    private(set) var configuration = Configuration()
    /// Rule ids that do not exist: no reason to stop, as everything else can be checked without them.
    private(set) var findings: [Finding] = []
    private var path = ""

    mutating func read(_ path: String) throws(Trouble) {
        self.path = path
        let document = try JSONReader.read(try FileBytes.read(path), path: path)
        guard case .object(let members) = document.content else {
            throw wrong("the document", document, wanted: "an object, such as { \"access\": \"public\" }")
        }
        for member in members {
            switch member.name {
            case "access": configuration.access = try access(member)
            case "imports": configuration.imports = try strings(member, wanted: "module names")
            case "severities": configuration.severities = try severities(member)
            case "remote": configuration.remote = try strings(member, wanted: "wire names")
            default: throw unknown("member '\(member.name)'", member, among: ConfigurationReader.memberNames)
            }
        }
    }

    private func access(_ member: JSONValue.Member) throws(Trouble) -> AccessLevel {
        let choices: [AccessLevel] = [.public, .package, .internal]
        let text = try string(member.value, named: "'access'")
        if let level = choices.first(where: { $0.rawValue == text }) { return level }
        throw Trouble(
            "'access' cannot be '\(text)'",
            hint: "use one of \(choices.map(\.rawValue).joined(separator: ", "))",
            path: path,
            at: member.value.position
        )
    }

    private mutating func severities(_ member: JSONValue.Member) throws(Trouble) -> [String: RuleSeverity] {
        guard case .object(let members) = member.value.content else {
            throw wrong("'severities'", member.value, wanted: "an object, such as { \"CATGA0011\": \"warning\" }")
        }
        var severities: [String: RuleSeverity] = [:]
        for member in members {
            guard RuleBook.ids.contains(member.name) else {
                refuseUnknownRule(member)
                continue
            }
            let text = try string(member.value, named: "'severities.\(member.name)'")
            guard let severity = RuleSeverity(rawValue: text) else {
                throw Trouble(
                    "'severities.\(member.name)' cannot be '\(text)'",
                    hint: "use one of error, warning, off",
                    path: path,
                    at: member.value.position
                )
            }
            severities[member.name] = severity
        }
        return severities
    }

    private mutating func refuseUnknownRule(_ member: JSONValue.Member) {
        let nearest = NearestName.of(member.name, among: RuleBook.ids)
        findings.append(
            Finding(
                id: UnknownRuleRule.id,
                path: path,
                position: member.position,
                message: "\"severities\" names '\(member.name)', and there is no such rule",
                hint: nearest.map { "did you mean \"\($0)\"?" } ?? "remove it; 'catga-gen explain' lists all rules"
            )
        )
    }

    private func strings(_ member: JSONValue.Member, wanted: String) throws(Trouble) -> [String] {
        guard case .array(let elements) = member.value.content else {
            throw wrong("'\(member.name)'", member.value, wanted: "an array of \(wanted)")
        }
        var strings: [String] = []
        for (index, element) in elements.enumerated() {
            strings.append(try string(element, named: "'\(member.name)[\(index)]'"))
        }
        return strings
    }

    private func string(_ value: JSONValue, named name: String) throws(Trouble) -> String {
        guard case .string(let text) = value.content else { throw wrong(name, value, wanted: "a string") }
        return text
    }

    private func wrong(_ name: String, _ value: JSONValue, wanted: String) -> Trouble {
        Trouble("\(name) is \(value.kind)", hint: "write \(wanted)", path: path, at: value.position)
    }

    private func unknown(_ what: String, _ member: JSONValue.Member, among names: [String]) -> Trouble {
        let nearest = NearestName.of(member.name, among: names)
        return Trouble(
            "unknown \(what)",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "known are \(names.joined(separator: ", "))",
            path: path,
            at: member.position
        )
    }
}
