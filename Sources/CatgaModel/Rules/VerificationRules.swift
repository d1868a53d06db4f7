/// The ids under which `catga-gen verify` reports what is wrong with generated or compiled code, rather than with sources.
package enum VerificationRules {
    package static let stale = ToolRule(
        id: "CATGA0126",
        title: "generated file that is not current",
        explanation: Explanation(
            what: "The generated file is missing, or differs from what the sources give now.",
            why:
                "What is compiled would not be what the sources say: a new handler is not called, a new field not sent.",
            fix:
                "Build again where the plugin writes the file. Where it is committed, run `catga-gen generate` and commit "
                + "the result.",
            before: """
                git commit Sources/App/Handlers.swift
                """,
            after: """
                catga-gen generate --module App … && git commit Sources/App
                """
        )
    )

    package static let committedBesidePlugin = ToolRule(
        id: "CATGA0127",
        title: "plugin and committed generated file in one target",
        explanation: Explanation(
            what: "A target uses CatgaPlugin and also holds a committed Catga.generated.swift.",
            why:
                "Both files would be compiled, and declare everything twice; which of them is looked after is anybody's "
                + "guess.",
            fix: "Delete the committed file, or remove CatgaPlugin from the target's plugins.",
            before: """
                .target(name: "App", plugins: [.plugin(name: "CatgaPlugin", package: "Catga")])
                // and Sources/App/Catga.generated.swift
                """,
            after: """
                .target(name: "App", plugins: [.plugin(name: "CatgaPlugin", package: "Catga")])
                """
        )
    )

    package static let nondeterministic = ToolRule(
        id: "CATGA0128",
        title: "generated text that depends on the order of files",
        explanation: Explanation(
            what: "Generating twice, the second time with all files in another order, gave two different texts.",
            why:
                "A build would differ from machine to machine, and no comparison with a committed file could be trusted.",
            fix: "This is a mistake of catga-gen, not of yours: please report it with the sources that show it.",
            before: """
                catga-gen verify
                """,
            after: """
                catga-gen verify
                """
        )
    )

    package static let dynamicSymbol = ToolRule(
        id: "CATGA0129",
        title: "compiled code that looks types up at run time",
        explanation: Explanation(
            what: "Code of CatgaCore, or generated code, refers to an entry point of the Swift runtime for reflection, "
                + "dynamic casts, conformance look-ups, or making generic metadata or witness tables.",
            why: "Catga promises that messages are dispatched, encoded and decoded without any of these.",
            fix:
                "The finding names the function. In an extension of a generated type, or in a member that generated code "
                + "calls (an initializer, a computed raw value), avoid `Mirror`, `as? any P` and generic helpers.",
            before: """
                extension PlaceOrder { func trace() { dump(self) } }
                """,
            after: """
                extension PlaceOrder { func trace() { print(customerID) } }
                """
        )
    )

    package static let all = [stale, committedBesidePlugin, nondeterministic, dynamicSymbol]
}
