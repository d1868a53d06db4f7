import CatgaScanner
import Foundation

/// `catga-gen`: reads Swift sources, checks them, and writes the wiring that they need.
@main
enum CatgaGen {
    static func main() {
        Console.prepareProcess()
        let console = Console()
        let code = run(console: console)
        exit(console.output.failure == nil ? code.rawValue : ExitCode.trouble.rawValue)
    }

    private static func run(console: Console) -> ExitCode {
        do throws(Trouble) {
            var arguments = try ProcessArguments.read()
            arguments = try ResponseFile.expand(arguments)
            return try run(arguments, console: console)
        } catch {
            console.report(error)
            return .trouble
        }
    }

    /// `arguments` without the program's name.
    static func run(_ arguments: [String], console: Console) throws(Trouble) -> ExitCode {
        guard let first = arguments.first else {
            throw Trouble("no command", hint: "run 'catga-gen --help' to see the commands")
        }
        switch first {
        case "--help", "-h", "help":
            console.output.write(try helpPage(for: arguments.dropFirst().first, styled: console.output))
            return .clean
        case "--version":
            console.output.write("catga-gen \(Version.current)\n")
            return .clean
        default:
            break
        }
        guard let command = Command.named(first) else { throw unknown(first) }
        let rest = Array(arguments.dropFirst())
        if ArgumentParser.asksForHelp(rest) {
            console.output.write(HelpText.page(for: command.specification, styled: console.output))
            return .clean
        }
        let parsed = try ArgumentParser(command.specification).parse(rest)
        return try command.run(parsed, console)
    }

    private static func helpPage(for name: String?, styled channel: OutputChannel) throws(Trouble) -> String {
        guard let name, name.hasPrefix("-") == false else { return HelpText.overview(styled: channel) }
        guard let command = Command.named(name) else { throw unknown(name) }
        return HelpText.page(for: command.specification, styled: channel)
    }

    private static func unknown(_ name: String) -> Trouble {
        let kind = name.hasPrefix("-") ? "option" : "command"
        let candidates = Command.all.map(\.specification.name) + ["--help", "--version"]
        let nearest = NearestName.of(name, among: candidates)
        return Trouble(
            "unknown \(kind) '\(name)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "run 'catga-gen --help' to see the commands"
        )
    }
}
