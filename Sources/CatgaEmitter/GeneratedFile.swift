/// A file's name and text, in memory; whoever asked for it decides where it goes.
package struct GeneratedFile: Hashable, Sendable {
    package var name: String
    package var text: String
}
