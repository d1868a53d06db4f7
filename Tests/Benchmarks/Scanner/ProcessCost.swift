import Foundation

/// `process-cost COMMAND…`: runs a command and prints what it cost: wall and processor seconds, and the most memory it
/// had at any time.
@main
enum ProcessCost {
    /// `RUSAGE_CHILDREN`, which C libraries declare with different types.
    private static let children: CInt = -1

    static func main() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[1])
        process.arguments = Array(CommandLine.arguments.dropFirst(2))
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        let wall = ContinuousClock.now - start
        guard process.terminationStatus == 0 else { exit(process.terminationStatus) }
        var used = rusage()
        getrusage(children, &used)
        let processor = seconds(used.ru_utime) + seconds(used.ru_stime)
        let megabytes = Double(used.ru_maxrss) / 1024
        print(
            String(
                format: "%8.2f s wall %8.2f s processor %8.1f MB at most",
                wall / .seconds(1),
                processor,
                megabytes
            )
        )
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
