import Testing
import ToolTesting

@Suite("catga-gen inspect")
struct InspectTests {
    @Test("json has the documented members in the documented order")
    func json() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Rich.swift", InspectTests.source)
        let run = try await generator("inspect", "--format", "json", "Rich.swift", in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output == InspectTests.expectedJSON)
    }

    @Test("text is an outline with line numbers")
    func text() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Rich.swift", InspectTests.source)
        let run = try await generator("inspect", "Rich.swift", in: folder)
        #expect(run.status == 0)
        #expect(run.output == InspectTests.expectedText)
    }

    @Test("several files come in the order given, strings are escaped")
    func escapes() async throws {
        let folder = try TemporaryFolder()
        try folder.write("B.swift", "struct B: P<\"\t\\\"> {}\n")
        try folder.write("a \"b\".swift", "")
        let run = try await generator("inspect", "--format", "json", "B.swift", "a \"b\".swift", in: folder)
        let paths = run.output.split(separator: "\n").filter { $0.contains("\"path\"") }
        #expect(paths.count == 2)
        #expect(paths.first?.hasPrefix(#"{"path":"B.swift""#) == true)
        #expect(paths.last == #"{"path":"a \"b\".swift","declarations":[]}]}"#)
    }

    @Test("text that cannot be read is a finding; what was read is listed all the same")
    func findings() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Open.swift", "struct A {}\n/* not closed\n")
        let run = try await generator("inspect", "Open.swift", in: folder)
        #expect(run.status == 1)
        #expect(run.output.contains("struct A"))
        #expect(run.errors.contains("Open.swift:2:1: error: CATGA0001: "))
    }

    @Test("a file that is not there is named")
    func missing() async throws {
        let run = try await generator("inspect", "/nowhere/A.swift")
        #expect(run.status == 2)
        #expect(run.errors.contains("/nowhere/A.swift: error: cannot be read"))
    }

    private static let source = #"""
        @frozen public struct Outer<Element>: Command, Sendable {
            public static let route = Route.key("id")
            let id: UInt64, name: String?
            var total: Int { 1 }
            var watched = 0 { didSet {} }
            enum Inner: String { case a, b = "x"; case `default` }
        }
        #if os(Linux)
        extension Outer.Inner {
            func handle(_ command: PlaceOrder, with rest: Int...) async throws(Failure) -> [String: Int] { [:] }
            static func made() {}
        }
        #else
        final class Fallback {
            class func make() throws -> Self {}
        }
        #endif
        protocol Store: AnyObject {
            var size: Int { get }
            func load(key: String) -> Data?
        }
        private actor Counter {}

        """#

    private static let expectedJSON = #"""
        {"schema":1,"files":[
        {"path":"Rich.swift","declarations":[
        {"kind":"struct","name":"Outer","line":1,"column":23,"access":"public","attributes":["frozen"],"generic":true,"inherits":["Command","Sendable"],"conditions":[],"properties":[{"name":"route","introducer":"let","static":true,"stored":true,"line":2},{"name":"id","type":"UInt64","introducer":"let","static":false,"stored":true,"line":3},{"name":"name","type":"String?","introducer":"let","static":false,"stored":true,"line":3},{"name":"total","type":"Int","introducer":"var","static":false,"stored":false,"line":4},{"name":"watched","introducer":"var","static":false,"stored":true,"line":5}],"functions":[],"cases":[]},
        {"kind":"enum","name":"Outer.Inner","line":6,"column":10,"access":"internal","attributes":[],"generic":false,"inherits":["String"],"conditions":[],"properties":[],"functions":[],"cases":[{"name":"a","line":6},{"name":"b","line":6},{"name":"`default`","line":6}]},
        {"kind":"extension","name":"Outer.Inner","line":9,"column":11,"access":"internal","attributes":[],"generic":false,"inherits":[],"conditions":["os(Linux)"],"properties":[],"functions":[{"name":"handle","parameters":[{"label":"_","name":"command","type":"PlaceOrder"},{"label":"with","name":"rest","type":"Int..."}],"async":true,"throws":true,"thrownType":"Failure","returns":"[String: Int]","static":false,"line":10},{"name":"made","parameters":[],"async":false,"throws":false,"thrownType":null,"returns":null,"static":true,"line":11}],"cases":[]},
        {"kind":"class","name":"Fallback","line":14,"column":13,"access":"internal","attributes":[],"generic":false,"inherits":[],"conditions":["!(os(Linux))"],"properties":[],"functions":[{"name":"make","parameters":[],"async":false,"throws":true,"thrownType":null,"returns":"Self","static":true,"line":15}],"cases":[]},
        {"kind":"protocol","name":"Store","line":18,"column":10,"access":"internal","attributes":[],"generic":false,"inherits":["AnyObject"],"conditions":[],"properties":[{"name":"size","type":"Int","introducer":"var","static":false,"stored":false,"line":19}],"functions":[{"name":"load","parameters":[{"label":"key","name":"key","type":"String"}],"async":false,"throws":false,"thrownType":null,"returns":"Data?","static":false,"line":20}],"cases":[]},
        {"kind":"actor","name":"Counter","line":22,"column":15,"access":"private","attributes":[],"generic":false,"inherits":[],"conditions":[],"properties":[],"functions":[],"cases":[]}]}]}

        """#

    private static let expectedText = """
        Rich.swift
             1  struct Outer: Command, Sendable
             2      static let route
             3      let id: UInt64
             3      let name: String?
             4      var total: Int { … }
             5      var watched
             6  enum Outer.Inner: String
             6      case a
             6      case b
             6      case `default`
             9  extension Outer.Inner  #if os(Linux)
            10      func handle(_ command: PlaceOrder, with rest: Int...) async throws(Failure) -> [String: Int]
            11      static func made()
            14  class Fallback  #if !(os(Linux))
            15      static func make() throws -> Self
            18  protocol Store: AnyObject
            19      var size: Int { … }
            20      func load(key: String) -> Data?
            22  actor Counter

        """
}
