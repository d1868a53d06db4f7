public import Catga

/// One byte on the wire, and much memory: what a peer would send a million of.
public struct Roomy: Payload, Equatable {
    public var first: String = ""
    public var second: String = ""
    public var third: String = ""
    public var fourth: String = ""
    public var numbers: [Int64] = []

    public init() {}
}

public struct Crowd: Payload, Equatable {
    public var members: [Roomy]
    public var names: Set<String> = []
    public var lists: [[UInt8]] = []

    public init(members: [Roomy], lists: [[UInt8]] = []) {
        self.members = members
        self.lists = lists
    }
}

/// A few bytes on the wire, and a box of many.
public indirect enum Chest: Payload, Equatable {
    case filled(Roomy, Roomy, Roomy, Roomy)
    case pair(Chest, Chest)
}

public struct Chests: Payload, Equatable {
    public var all: [Chest]

    public init(all: [Chest]) {
        self.all = all
    }
}
