import CatgaModel
import CatgaScanner
import Testing

@Suite("Cost")
struct PerformanceTests {
    /// The bound is ten times what an unoptimized build needs on a slow machine: it catches quadratic loops, not noise.
    @Test("A thousand messages in two hundred files are modelled and checked in no time")
    func thousandMessages() {
        let files = (0..<200).map { file in
            let messages = (0..<5).map { number in
                """
                public struct Message\(file)x\(number): Command {
                    public typealias Reply = Receipt\(file)?
                    public static let route = Route.key("customerID")
                    public var customerID: UInt64
                    public var items: [Item\(file)]
                    public var coupon: String?
                    public var amounts: [String: Int64]
                    public var count = 1
                    public init() {}
                }
                """
            }
            let handlers = (0..<5).map {
                "    func handle(_ command: Message\(file)x\($0), _ context: borrowing Context) async throws -> Receipt\(file)? { nil }"
            }
            let text = """
                import Catga
                \(messages.joined(separator: "\n"))
                public struct Item\(file): Payload { public var id: UInt64; public init() {} }
                public struct Receipt\(file): Payload { public var id: UInt64; public init() {} }
                public struct Handlers\(file): Handlers {
                \(handlers.joined(separator: "\n"))
                }
                """
            return SourceFile(path: "File\(file).swift", bytes: Array(text.utf8))
        }
        let module = Module(name: "App", kind: .executable, isInTargetPackage: true)
        // The first use of generic code makes the runtime search for conformances, once a process.
        _ = RuleBook.check(build("struct A: Event { var a: [Int?] }\nstruct H: Handlers { func on(_ event: A) {} }"))
        let clock = ContinuousClock()
        var findings: [Finding] = []
        var model: Model?
        let building = clock.measure {
            model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: files)))
        }
        let checking = clock.measure { findings = model.map(RuleBook.check) ?? [] }
        print("model \(building), rules \(checking)")
        #expect(findings.isEmpty)
        #expect(model?.payloads.count == 1400)
        #expect(building + checking < .seconds(2))
    }
}
