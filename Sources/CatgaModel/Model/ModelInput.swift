package import CatgaScanner

/// What the model is read from: one target, the modules it depends on, and its configuration.
package struct ModelInput: Sendable {
    package var target: ModuleSources
    package var dependencies: [ModuleSources]
    package var configuration: Configuration
    package var lock: LockFile?

    package init(
        target: ModuleSources,
        dependencies: [ModuleSources] = [],
        configuration: Configuration = .init(),
        lock: LockFile? = nil
    ) {
        self.target = target
        self.dependencies = dependencies
        self.configuration = configuration
        self.lock = lock
    }
}

package struct ModuleSources: Sendable {
    package var module: Module
    package var files: [SourceFile]

    package init(module: Module, files: [SourceFile]) {
        self.module = module
        self.files = files
    }
}
