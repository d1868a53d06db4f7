public import Catga

/// One message at three times. The wire names differ only because all three live in one program here.
public enum First {
    public struct Profile: Payload, Equatable {
        public static let layout = Layout.versionTolerant
        public var id: UInt64
        public var name: String

        public init(id: UInt64, name: String) {
            self.id = id
            self.name = name
        }
    }
}

public enum Second {
    public struct Profile: Payload, Equatable {
        public static let layout: Layout = .versionTolerant
        public static let wireName = "Second.Profile"
        public var id: UInt64
        public var name: String
        public var tags: [String] = []
        public var age: Int32?
        public let origin: First.Profile?

        public init(id: UInt64, name: String, tags: [String] = [], age: Int32? = nil, origin: First.Profile? = nil) {
            self.id = id
            self.name = name
            self.tags = tags
            self.age = age
            self.origin = origin
        }
    }
}
