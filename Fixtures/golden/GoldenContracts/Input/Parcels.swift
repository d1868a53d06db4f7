public import Catga

/// Handled where it lies in the bytes.
public struct WeighParcel: Command {
    public typealias Reply = Int64
    public var parts: [Part]
    public var label: String

    public init(parts: [Part], label: String) {
        self.parts = parts
        self.label = label
    }

    public struct Part: Payload {
        public var name: String
        public var grams: Int64

        public init(name: String, grams: Int64) {
            self.name = name
            self.grams = grams
        }
    }
}

public struct ParcelLost: Event {
    public var label: String

    public init(label: String) { self.label = label }
}
