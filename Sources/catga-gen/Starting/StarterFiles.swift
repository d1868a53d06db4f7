/// What `init` writes: the least that shows a command, an event, and both their handlers.
enum StarterFiles {
    static let messages = """
        import Catga

        /// A request that changes something; exactly one handler answers it.
        struct Greet: Command {
            typealias Reply = String

            var name: String
        }

        /// Something that has happened; any number of handlers hear of it.
        struct Greeted: Event {
            var name: String
        }

        """

    static let handlers = """
        import Catga

        struct GreetingHandlers: Handlers {
            func handle(_ command: Greet) -> String {
                "Hello, \\(command.name)!"
            }

            func on(_ event: Greeted) {
                print("greeted \\(event.name)")
            }
        }

        """

    static let main = """
        import Catga

        let node = try await CatgaNode(.embedded)
        registerHandlers(on: node)

        print(try await node.send(Greet(name: "Catga")))
        try await node.publish(Greeted(name: "Catga"))
        await node.shutdown()

        """

    static func manifest(name: String) -> String {
        """
        // swift-tools-version: 6.1
        import PackageDescription

        let package = Package(
            name: "\(name)",
            platforms: [.macOS(.v15)],
            targets: [
                .executableTarget(
                    name: "\(name)"
                )
            ]
        )

        """
    }
}
