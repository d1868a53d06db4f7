public import Catga

/// Two words: what fits into registers.
public struct Count: Command {
    public typealias Reply = UInt64
    public var number: UInt64
    public var other: UInt64

    @inlinable
    public init(number: UInt64, other: UInt64) {
        self.number = number
        self.other = other
    }
}

/// The same, with an asynchronous handler.
public struct CountAsync: Command {
    public typealias Reply = UInt64
    public var number: UInt64
    public var other: UInt64

    @inlinable
    public init(number: UInt64, other: UInt64) {
        self.number = number
        self.other = other
    }
}

/// Its handler is one that the compiler cannot inline.
public struct CountFar: Command {
    public typealias Reply = UInt64
    public var number: UInt64
    public var other: UInt64

    @inlinable
    public init(number: UInt64, other: UInt64) {
        self.number = number
        self.other = other
    }
}

/// The same, with an asynchronous handler.
public struct CountFarAsync: Command {
    public typealias Reply = UInt64
    public var number: UInt64
    public var other: UInt64

    @inlinable
    public init(number: UInt64, other: UInt64) {
        self.number = number
        self.other = other
    }
}

/// Heard by three handlers.
public struct Counted: Event {
    public var number: UInt64

    @inlinable
    public init(number: UInt64) {
        self.number = number
    }
}

/// Text, which a view reads in place.
public struct Label: Command {
    public typealias Reply = UInt64
    public var title: String
    public var lines: [String]

    public init(title: String, lines: [String]) {
        self.title = title
        self.lines = lines
    }
}
