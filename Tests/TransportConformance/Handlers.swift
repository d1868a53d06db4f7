import Catga
import Foundation

/// Does what the test says, and notes what came.
struct TestHandlers: Handlers {
    let journal: Journal
    let node: String

    func handle(_ query: Double) -> Int64 { query.number * 2 }

    func handle(_ command: Work, _ context: borrowing Context) async throws -> String {
        journal.add("\(node) works \(command.name)", copy context)
        if command.name.hasPrefix("refuse") { throw Refusal.declined }
        if command.name.hasPrefix("busy") {
            throw CatgaError(code: .overloaded, message: "What the handler asked is busy", isRetryable: true)
        }
        if command.name.hasPrefix("fail") {
            throw CatgaError(code: .handlerFailed, message: "The test fails: \(command.name)")
        }
        if command.name.hasPrefix("slow") { try await Task.sleep(for: .milliseconds(300)) }
        if command.name.hasPrefix("long") { try await Task.sleep(for: .milliseconds(4_500)) }
        if command.name.hasPrefix("held") {
            for _ in 0..<15_000 where journal.isHolding { try await Task.sleep(for: .milliseconds(2)) }
        }
        if command.name.hasPrefix("stall") { try await Task.sleep(for: .seconds(20)) }
        return node
    }

    func handle(_ command: Assign) -> String { node }

    func handle(_ command: Refresh) throws {
        journal.add("\(node) refreshes")
        if node == "faulty" { throw Broken(description: "The test fails") }
    }

    func handle(_ query: Stand) -> Bool {
        Thread.sleep(forTimeInterval: Swift.Double(query.milliseconds) / 1_000)
        return true
    }

    func handle(_ query: Echo) -> [UInt8] { query.bytes.reversed() }

    func handle(_ query: Fetch) -> [UInt8] { Array(repeating: 7, count: Int(query.count)) }

    func on(_ event: Noticed) { journal.add("\(node) notices \(event.number)") }

    func on(_ event: Crowded) async throws {
        try await Task.sleep(for: .milliseconds(5))
        journal.add("\(node) sees \(event.number)")
    }

    func on(_ event: Placed, _ context: borrowing Context) async throws {
        journal.add("\(node) hears \(event.number)", copy context)
        if event.number < 0 { throw CatgaError(code: .handlerFailed, message: "The test fails") }
        if event.number >= 1_000, context.attempt < 3 { throw CatgaError(code: .handlerFailed, message: "Not yet") }
    }
}

/// A second handler of the same event, which never fails.
struct OtherHandlers: Handlers {
    let journal: Journal
    let node: String

    func on(_ event: Placed) { journal.add("\(node)'s other hears \(event.number)") }
}

/// Answers only about itself.
struct GreetHandlers: Handlers {
    let node: String

    func handle(_ query: Greet) -> String? { query.name.isEmpty ? nil : "\(query.name) from \(node)" }
}
