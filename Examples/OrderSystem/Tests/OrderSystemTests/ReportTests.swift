import Testing

@testable import OrderSystem

struct ReportTests {
    private func result(of source: any OrderSource) async throws -> RunResult {
        try await OrderSystemCommand.result(of: source, name: "for a test")
    }

    @Test func `A run agrees with the second count and delivers again what failed`() async throws {
        let result = try await result(of: OrderGenerator(count: 1_000, seed: 5))
        #expect(result.checks.filter { !$0.agrees } == [])
        #expect(result.exitCode == .success)
        #expect(result.run.placed > 900)
        #expect(result.run.cancelled > 0)
        let mail = try #require(result.deliveries.first { $0.handler.contains("MailHandlers") })
        #expect(mail.firstAttempts == result.run.placed)
        #expect(mail.redeliveries == result.run.placed / 50)
        #expect(mail.failures == mail.redeliveries)
    }

    @Test func `A total that differs is told and is exit code 3`() async throws {
        var result = try await result(of: OrderGenerator(count: 100, seed: 5))
        result.answers.sales.placedCents += 1
        #expect(result.exitCode == .mismatch)
        let text = Report(result, style: .plain).lines.joined(separator: "\n")
        #expect(text.contains("placed cents: \(result.answers.sales.placedCents) found"))
    }

    @Test func `Malformed lines are in the report and are exit code 1`() async throws {
        let file = try TemporaryFile("{\"customer\":1,\"items\":[{\"sku\":\"CUP\",\"quantity\":1}]}\nfoo\n\n{}\nbar\n")
        let result = try await result(of: try OrderFile(path: file.path))
        #expect(result.exitCode == .malformedLines)
        #expect(result.run.placed == 1)
        let text = Report(result, style: .plain).lines.joined(separator: "\n")
        #expect(text.contains("not JSON"))
        #expect(text.contains("lines 2, 5"))
        #expect(text.contains("line 4"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `A run without orders has a report too`() async throws {
        let result = try await result(of: OrderGenerator(count: 0, seed: 1))
        #expect(result.exitCode == .success)
        #expect(!Report(result, style: .plain).lines.isEmpty)
    }
}
