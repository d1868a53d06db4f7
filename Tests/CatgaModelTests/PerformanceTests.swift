import CatgaModel
import CatgaScanner
import Testing

@Suite("Cost")
struct PerformanceTests {
    /// Four times as much may take ten times as long on a busy machine; what is quadratic takes sixteen times.
    @Test("Four times as many messages take about four times as long to model and check")
    func linear() {
        let (few, many) = (Self.files(50), Self.files(200))
        // The first use of generic code makes the runtime search for conformances, once a process.
        _ = cost(of: few)
        var best = (few: cost(of: few), many: cost(of: many))
        // The more often, the likelier are both to have found the processors idle.
        for round in 1..<30 where round < 3 || best.many / best.few >= 10 {
            best = (min(best.few, cost(of: few)), min(best.many, cost(of: many)))
        }
        #expect(best.many / best.few < 10)
    }

    private func cost(of files: [SourceFile]) -> Duration {
        let module = Module(name: "App", kind: .executable, isInTargetPackage: true)
        return ContinuousClock().measure {
            let model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: files)))
            #expect(model.payloads.count == files.count * 7)
            #expect(RuleBook.check(model).isEmpty)
        }
    }

    /// Five messages, two payloads and their handlers in each.
    private static func files(_ count: Int) -> [SourceFile] {
        (0..<count).map { file in
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
    }
}
