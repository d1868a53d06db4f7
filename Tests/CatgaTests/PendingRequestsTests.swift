import Testing

@testable import Catga

@Suite("Requests that wait for an answer")
struct PendingRequestsTests {
    private static func arrival(_ number: Int) -> Arrival {
        let address = UnsafeMutableRawPointer(bitPattern: number) ?? UnsafeMutableRawPointer(bitPattern: 1)!
        return Arrival(
            bytes: UnsafeRawBufferPointer(start: nil, count: 0), attempt: 0, expectsAnswer: false, token: address)
    }

    @Test("An answer that is faster than who waits is kept for it")
    func early() async throws {
        let requests = PendingRequests(limit: 2)
        let number = try requests.begin(timeoutMilliseconds: 120_000).number
        #expect(requests.finish(number, .success(Self.arrival(64))))
        #expect(!requests.finish(number, .success(Self.arrival(65))))
        #expect(try await requests.answer(to: number).token == Self.arrival(64).token)
        #expect(!requests.finish(number, .success(Self.arrival(66))))
    }

    @Test("A place that is used again has another number, and an answer to the former use finds nobody")
    func reuse() async throws {
        let requests = PendingRequests(limit: 1)
        let first = try requests.begin(timeoutMilliseconds: 120_000)
        #expect(first.count == 1)
        // That would be no answer to wait for.
        #expect(first.number != 0)
        #expect(throws: CatgaError.self) { try requests.begin(timeoutMilliseconds: 120_000) }
        requests.abandon(first.number)
        let second = try requests.begin(timeoutMilliseconds: 120_000)
        #expect(first.number != second.number)
        #expect(!requests.finish(first.number, .success(Self.arrival(64))))
        #expect(requests.finish(second.number, .success(Self.arrival(65))))
        #expect(try await requests.answer(to: second.number).token == Self.arrival(65).token)
    }

    @Test("A request whose time is over before anybody waits ends in a timeout, and its place is free again")
    func late() async throws {
        let requests = PendingRequests(limit: 1)
        let number = try requests.begin(timeoutMilliseconds: 1).number
        try await Task.sleep(for: .milliseconds(200))
        let error = await #expect(throws: CatgaError.self) { _ = try await requests.answer(to: number) }
        #expect(error?.code == .timeout)
        _ = try requests.begin(timeoutMilliseconds: 1_000)
    }

    @Test("Closing ends what waits and what is about to wait")
    func closing() async throws {
        let requests = PendingRequests(limit: 2)
        let (first, second) = try (
            requests.begin(timeoutMilliseconds: 120_000), requests.begin(timeoutMilliseconds: 120_000)
        )
        let waiting = Task { try await requests.answer(to: first.number).attempt }
        try await Task.sleep(for: .milliseconds(20))
        requests.close(CatgaError(code: .shuttingDown, message: "The end"))
        let error = await #expect(throws: CatgaError.self) { _ = try await waiting.value }
        #expect(error?.code == .shuttingDown)
        let other = await #expect(throws: CatgaError.self) { _ = try await requests.answer(to: second.number) }
        #expect(other?.code == .shuttingDown)
        #expect(throws: CatgaError.self) { try requests.begin(timeoutMilliseconds: 1) }
    }

    @Test("Ten thousand requests and their answers on several threads each meet")
    func many() async throws {
        let requests = PendingRequests(limit: 64)
        try await withThrowingTaskGroup { group in
            for task in 0..<32 {
                group.addTask {
                    for turn in 0..<320 {
                        let number = try requests.begin(timeoutMilliseconds: 120_000).number
                        let token = (task * 320 + turn + 1) * 16
                        Task { requests.finish(number, .success(Self.arrival(token))) }
                        #expect(try await requests.answer(to: number).token == Self.arrival(token).token)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
