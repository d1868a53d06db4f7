import Foundation

@main
enum Chaos {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "nats": exit(try await run(Options(arguments.dropFirst())) ? 0 : 1)
            case "node": exit(try await Node.run(Array(arguments.dropFirst())))
            case "redis": throw Options.Failure(description: "there is no transport for Redis yet; use nats")
            case "--help", "-h": say(Options.usage)
            default: throw Options.Failure(description: Options.usage)
            }
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(2)
        }
    }

    private static func run(_ options: Options) async throws -> Bool {
        say(options.words)
        let run = try Run(options)
        // Nobody else ends the servers.
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                run.endAll()
                exit(130)
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await run.run()
    }
}

/// At once, also where standard output is a pipe.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}
