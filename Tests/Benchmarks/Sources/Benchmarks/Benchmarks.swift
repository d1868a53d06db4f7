import Foundation

/// `swift run -c release --package-path Tests/Benchmarks Benchmarks
/// [--gate allocations | [--peers LIBRARY] [--filter TEXT] [--json FILE] [--report FILE]]`
@main
enum Benchmarks {
    static func main() async {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            // Off the main actor, where a server's work is done.
            try await Task.detached { try await run(options) }.value
        } catch {
            print("error: \(error)")
            exit(1)
        }
    }

    private static func run(_ options: Options) async throws {
        let dispatch = try await DispatchBenchmarks.all()
        let peers = try options.peersLibrary.map(WirePeers.all(library:)) ?? []
        let all = try dispatch + WireBenchmarks.all() + peers + IdBenchmarks.all() + RoutingBenchmarks.all()
        if options.isGate { return try await Gate.check(all) }
        var results: [Result] = []
        Report.printHeader()
        for benchmark in all where options.filter.isEmpty || benchmark.name.contains(options.filter) {
            let result = await Harness.measure(benchmark)
            Report.printRow(result)
            results.append(result)
        }
        if let file = options.jsonFile { try Report.writeJSON(results, to: file) }
        if let file = options.reportFile { try Report.write(results, into: file) }
    }
}

struct Options: Sendable {
    var filter = ""
    var jsonFile: String?
    var peersLibrary: String?
    /// A text file with two marks, between which the results are written.
    var reportFile: String?
    var isGate = false

    struct Usage: Error {
        let message =
            "usage: Benchmarks [--gate allocations | [--peers LIBRARY] [--filter TEXT] [--json FILE] [--report FILE]]"
    }

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Usage() }
            switch option {
            case "--filter": filter = value
            case "--json": jsonFile = value
            case "--peers": peersLibrary = value
            case "--report": reportFile = value
            case "--gate" where value == "allocations": isGate = true
            default: throw Usage()
            }
        }
    }
}
