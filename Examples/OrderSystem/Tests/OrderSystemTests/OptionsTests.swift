import Testing

@testable import OrderSystem

struct OptionsTests {
    @Test func `Without arguments the shipped orders are taken`() throws {
        let options = try Options(parsing: [])
        #expect(options.action == .run)
        #expect(options.ordersPath == nil)
        #expect(try options.source().name == "shipped with the example")
    }

    @Test func `Each option is understood`() throws {
        #expect(try Options(parsing: ["--orders", "a.jsonl"]).ordersPath == "a.jsonl")
        #expect(try Options(parsing: ["--generate", "7", "--seed", "9"]).count == 7)
        #expect(try Options(parsing: ["--seed", "9", "--generate", "7"]).seed == 9)
        #expect(try Options(parsing: ["--generate", "7", "--write-orders", "b"]).action == .write(path: "b"))
        #expect(try Options(parsing: ["--help"]).action == .help)
        #expect(try Options(parsing: ["--serve"]).action == .serve)
        let server = try Options(parsing: ["--nats", "nats://h:1", "--serve", "--node", "a", "--service", "s"])
        #expect(
            server.action == .serve && server.natsURL == "nats://h:1" && server.node == "a" && server.service == "s")
    }

    @Test(arguments: [
        ["orders.jsonl"], ["--order"], ["--orders"], ["--orders", ""], ["--orders", "--generate"], ["--seed", "1"],
        ["--generate", "many"], ["--generate", "-1"], ["--generate", "99999999999999999999"],
        ["--generate", "1", "--seed", "-1"], ["--generate", "1", "--orders", "a"], ["--write-orders", "a"],
        ["--generate", "1", "--generate", "2"], ["--node", "a"], ["--service", "s"], ["--nats"],
        ["--nats", "nats://h:1", "--serve", "--generate", "1"],
    ])
    func `Arguments that make no sense are refused`(_ arguments: [String]) {
        #expect(throws: UsageError.self) { try Options(parsing: arguments) }
    }

    @Test func `A wrong option or file ends with exit code 2`() async {
        #expect(await OrderSystemCommand.run(["--wrong"]) == .usage)
        #expect(await OrderSystemCommand.run(["--orders", "/nowhere/orders.jsonl"]) == .usage)
        #expect(await OrderSystemCommand.run(["--orders", "/"]) == .usage)
    }
}
