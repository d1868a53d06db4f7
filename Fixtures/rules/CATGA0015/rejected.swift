import Catga

struct A: Command {}
struct B: Command {}
struct C: Command {}
struct D: Command {}
struct E: Command {}
struct F: Command {}
struct G: Command {}
struct H: Command {}
struct I: Event {}
struct J: Command {}
struct K: Command {}

struct OrderHandlers: Handlers {
    private func handle(_ command: A) {}  // expect CATGA0015:18
    static func handle(_ command: B) {}  // expect CATGA0015:17
    func handle<Value>(_ command: C, _ value: Value) {}  // expect CATGA0015:10
    mutating func handle(_ command: D) {}  // expect CATGA0015:19
    func handle(command: E) {}  // expect CATGA0015:10
    func handle(_ command: F, _ context: Context) {}  // expect CATGA0015:10
    func handle(_ command: inout G) {}  // expect CATGA0015:10
    func handle(_ command: H, _ context: borrowing Context, retries: Int) {}  // expect CATGA0015:10
    func handle(_ view: J.View) {}  // expect CATGA0015:10
    func handle(_ view: borrowing K.View) async {}  // expect CATGA0015:10
    func on(_ event: I) -> Bool { true }  // expect CATGA0015:10
}
