import CatgaCore
import Testing

@Suite("Worker numbers")
struct WorkerNumberTests {
    private func choose(_ configured: UInt16?, _ variable: String?, _ hostName: String?) throws -> WorkerNumber {
        try WorkerNumber(configured: configured, variable: variable, hostName: hostName, maximum: 511)
    }

    @Test("Configuration goes before the environment, and that before the host name")
    func order() throws {
        let configured = try choose(7, "x", "orders-3")
        #expect(configured.number == 7 && configured.source == .configuration)
        let variable = try choose(nil, "511", "orders-3")
        #expect(variable.number == 511 && variable.source == .environment)
        let hostName = try choose(nil, nil, "orders-3")
        #expect(hostName.number == 3 && hostName.source == .hostName)
        let nobody = try choose(nil, nil, nil)
        #expect(nobody.number == 0 && nobody.source == .none)
    }

    @Test(
        "A wrong variable is an error with its name, value and range",
        arguments: ["", "512", "-1", "3x", " 3", "99999999999"])
    func wrongVariable(value: String) {
        let error = #expect(throws: CatgaError.self) { try choose(nil, value, "orders-3") }
        #expect(error?.code == .configuration)
        let message = "the environment variable WORKER_ID is \"\(value)\"; it must be a whole number 0…511"
        #expect(error?.message == message)
    }

    @Test("A wrong configuration is an error with its value and range")
    func wrongConfiguration() {
        let error = #expect(throws: CatgaError.self) { try choose(512, nil, nil) }
        #expect(error?.message == "worker is 512; it must be 0…511")
    }

    @Test(
        "The ordinal is the number behind the last hyphen of the first label",
        arguments: [
            ("orders-0", 0), ("orders-3", 3), ("order-service-42", 42), ("orders-3.orders.default.svc", 3),
            ("a-511", 511),
            ("orders-512", nil), ("orders-99999999999999999999", nil), ("orders-03", nil), ("orders-", nil),
            ("-3", nil),
            ("orders3", nil), ("orders", nil), ("", nil), ("orders-3a", nil), ("orders-a3", nil), ("host.x-3", nil),
            ("7", nil), ("orders--3", 3), ("orders-0-1", 1), ("orders-3-", nil),
        ] as [(String, UInt16?)]
    )
    func ordinal(hostName: String, ordinal: UInt16?) {
        #expect(WorkerNumber.ordinal(ofHostName: hostName, maximum: 511) == ordinal)
    }
}
