import CatgaCore
import Testing

@Suite("Circuit breaker")
struct CircuitBreakerTests {
    private let settings = BreakerSettings(
        failureThreshold: 3,
        failurePercent: 50,
        windowMilliseconds: 1000,
        openMilliseconds: 100,
        maximumOpenMilliseconds: 350
    )

    private func call(_ breaker: inout CircuitBreaker, _ succeeds: Bool, at now: UInt64) -> Bool {
        guard let permit = breaker.permit(nowMilliseconds: now) else { return false }
        breaker.record(succeeds, permit, nowMilliseconds: now)
        return true
    }

    private func opened(at now: UInt64) -> CircuitBreaker {
        var breaker = CircuitBreaker(settings)
        for _ in 0..<3 { #expect(call(&breaker, false, at: now)) }
        #expect(breaker.state == .open)
        return breaker
    }

    @Test("It opens at the threshold of failures within one window, not of failures spread over several")
    func opens() {
        _ = opened(at: 5000)
        var breaker = CircuitBreaker(settings)
        for step in 0..<20 { #expect(call(&breaker, false, at: 5000 + UInt64(step) * 600)) }
        #expect(breaker.state == .closed)
    }

    @Test("Failures that are few among the calls do not open it")
    func percent() {
        var breaker = CircuitBreaker(settings)
        for step in 0..<100 { #expect(call(&breaker, step % 3 != 0, at: 5000)) }
        #expect(breaker.state == .closed)
    }

    @Test("Open, it refuses; after its time one probe goes through, and its success closes it")
    func probe() {
        var breaker = opened(at: 5000)
        #expect(breaker.permit(nowMilliseconds: 5099) == nil)
        guard let probe = breaker.permit(nowMilliseconds: 5100) else {
            Issue.record("no permit")
            return
        }
        #expect(breaker.state == .halfOpen)
        #expect(breaker.permit(nowMilliseconds: 5100) == nil)
        breaker.record(true, probe, nowMilliseconds: 5110)
        #expect(breaker.state == .closed)
        #expect(call(&breaker, false, at: 5110) && call(&breaker, false, at: 5110))
        #expect(breaker.state == .closed, "the count starts anew")
    }

    @Test("Each failed probe doubles the time up to its limit, and a success resets it")
    func doubling() {
        var breaker = opened(at: 0)
        var now: UInt64 = 0
        for open: UInt64 in [100, 200, 350, 350] {
            #expect(!call(&breaker, false, at: now + open - 1))
            now += open
            #expect(call(&breaker, false, at: now))
            #expect(breaker.state == .open)
        }
        #expect(call(&breaker, true, at: now + 350))
        for _ in 0..<3 { #expect(call(&breaker, false, at: now + 350)) }
        #expect(!call(&breaker, true, at: now + 449) && call(&breaker, true, at: now + 450))
    }

    @Test("A result of a call that began in an earlier state does not count")
    func lateResults() {
        var breaker = CircuitBreaker(settings)
        guard let early = breaker.permit(nowMilliseconds: 0) else {
            Issue.record("no permit")
            return
        }
        for _ in 0..<3 { #expect(call(&breaker, false, at: 0)) }
        breaker.record(true, early, nowMilliseconds: 50)
        #expect(breaker.state == .open)
        #expect(breaker.permit(nowMilliseconds: 100) != nil)
        breaker.record(true, early, nowMilliseconds: 101)
        #expect(breaker.state == .halfOpen)
    }

    @Test("A probe of which nothing is heard is replaced, and its late result does not count")
    func lostProbe() {
        var breaker = opened(at: 0)
        guard let lost = breaker.permit(nowMilliseconds: 100) else {
            Issue.record("no permit")
            return
        }
        #expect(breaker.permit(nowMilliseconds: 199) == nil)
        guard let probe = breaker.permit(nowMilliseconds: 200) else {
            Issue.record("no permit")
            return
        }
        breaker.record(false, lost, nowMilliseconds: 201)
        #expect(breaker.state == .halfOpen)
        breaker.record(true, probe, nowMilliseconds: 202)
        #expect(breaker.state == .closed)
    }

    @Test("A clock that moves backwards delays the probe by its open time at most")
    func backwards() {
        var breaker = opened(at: 10_000)
        #expect(breaker.permit(nowMilliseconds: 2000) == nil)
        #expect(breaker.permit(nowMilliseconds: 2099) == nil)
        #expect(breaker.permit(nowMilliseconds: 2100) != nil)
    }

    @Test("Whatever happens, at most one call is under way while it is not closed")
    func oneProbe() {
        var random = SeededGenerator(seed: 23)
        var breaker = CircuitBreaker(settings)
        var probe: (permit: CircuitBreaker.Permit, at: UInt64)?
        var now: UInt64 = 0
        for _ in 0..<20_000 {
            now += UInt64.random(in: 0...40, using: &random)
            if let permit = breaker.permit(nowMilliseconds: now) {
                if breaker.state == .halfOpen {
                    #expect(probe.map { now - $0.at >= 100 } ?? true)
                    probe = (permit, now)
                } else {
                    breaker.record(Int.random(in: 0..<3, using: &random) == 0, permit, nowMilliseconds: now)
                }
            }
            if let (permit, _) = probe, Bool.random(using: &random) {
                breaker.record(Bool.random(using: &random), permit, nowMilliseconds: now)
                probe = nil
            }
        }
    }
}
