/// The version of the generator, of the runtime it generates for, and of the package: one number.
enum Version {
    static let current = "0.1.0"
}
