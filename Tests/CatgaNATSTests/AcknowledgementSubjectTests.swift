import Testing

@testable import CatgaNATS

@Suite("Acknowledgement subjects")
struct AcknowledgementSubjectTests {
    @Test(
        "The attempt is read from a consumer's reply subject, in the old form and in the new one",
        arguments: [
            ("$JS.ACK.catga-events.shop.3.1.1.1.0", 3), ("$JS.ACK.hub.account.catga-events.shop.12.1.1.1.0", 12),
            ("$JS.ACK.hub.account.catga-events.shop.7.1.1.1.0.token", 7),
        ]
    )
    func attempt(_ subject: String, _ attempt: UInt32) {
        #expect(PullConsumer.attempt(subject) == attempt)
    }

    @Test(
        "What only looks like one is none",
        arguments: [
            "", "$JS.ACK.", "$JS.ACK.a.b.3.1.1.1", "$JS.ACK.a.b.0.1.1.1.0", "$JS.ACK.a.b.x.1.1.1.0",
            "$JS.ACK.a.b..1.1.1.0", "$JS.ACK.a.b.-1.1.1.1.0", "$JS.ACK.a.b.99999999999999999999.1.1.1.0",
            "_INBOX.ACK.a.b.3.1.1.1.0", "........",
        ]
    )
    func none(_ subject: String) {
        #expect(PullConsumer.attempt(subject) == nil)
    }

    @Test("What a server allows at once is read from its refusal")
    func mostAtOnce() {
        #expect(PullConsumer.mostAtOnce("Exceeded MaxRequestBatch of 100") == 100)
        #expect(PullConsumer.mostAtOnce("Exceeded MaxRequestBatch of 0") == 1)
        #expect(PullConsumer.mostAtOnce("Exceeded MaxRequestBatch of many") == nil)
        #expect(PullConsumer.mostAtOnce("Exceeded MaxWaiting") == nil)
    }
}
