public import Catga

/// Every field type that the wire knows.
public struct Everything: Payload, Equatable {
    public var bool: Bool
    public var int8: Int8
    public var uint8: UInt8
    public var int16: Int16
    public var uint16: UInt16
    public var int32: Int32
    public var uint32: UInt32
    public var int64: Int64
    public var uint64: UInt64
    public var int: Int
    public var uint: UInt
    public var float: Float
    public var double: Double
    public var string: String
    public var bytes: [UInt8]
    public var doubles: [Double]
    public var booleans: [Bool]
    public var integers: [Int]
    public var strings: [String]
    public var nested: [[Int32]]
    public var points: [Point]
    public var colors: [Color]
    public var names: Set<String>
    public var prices: [String: Int64]
    public var padded: [UInt8: Int64]
    public var widths: [Int64: UInt8?]
    public var pointsByName: [String: [Point]]
    public var optionalBool: Bool?
    public var optionalInt32: Int32?
    public var optionalInt: Int?
    public var optionalString: String?
    public var optionalBytes: [UInt8]?
    public var optionalPoint: Point?
    public var optionalColor: Color?
    public var optionalStrings: [String?]?
    public var optionalPrices: [String: Int32?]?
    public var tree: Tree

    public init(
        bool: Bool, int8: Int8, uint8: UInt8, int16: Int16, uint16: UInt16, int32: Int32, uint32: UInt32,
        int64: Int64, uint64: UInt64, int: Int, uint: UInt, float: Float, double: Double, string: String,
        bytes: [UInt8], doubles: [Double], booleans: [Bool], integers: [Int], strings: [String], nested: [[Int32]],
        points: [Point], colors: [Color], names: Set<String>, prices: [String: Int64], padded: [UInt8: Int64],
        widths: [Int64: UInt8?], pointsByName: [String: [Point]], tree: Tree
    ) {
        self.bool = bool
        self.int8 = int8
        self.uint8 = uint8
        self.int16 = int16
        self.uint16 = uint16
        self.int32 = int32
        self.uint32 = uint32
        self.int64 = int64
        self.uint64 = uint64
        self.int = int
        self.uint = uint
        self.float = float
        self.double = double
        self.string = string
        self.bytes = bytes
        self.doubles = doubles
        self.booleans = booleans
        self.integers = integers
        self.strings = strings
        self.nested = nested
        self.points = points
        self.colors = colors
        self.names = names
        self.prices = prices
        self.padded = padded
        self.widths = widths
        self.pointsByName = pointsByName
        self.tree = tree
    }
}

public struct Point: Payload, Hashable {
    public var x: Int32
    public var y: Int32

    public init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }
}

public enum Color: UInt16, Payload {
    case red = 1
    case green = 500
}

/// Recursive through an array.
public struct Tree: Payload, Equatable {
    public var name: String
    public var children: [Tree]

    public init(name: String, children: [Tree] = []) {
        self.name = name
        self.children = children
    }
}

/// Members that an older writer did not send.
public struct Grown: Payload, Equatable {
    public var id: UInt64
    public var count: Int32 = 7
    public var note: String?
    public let origin: String?

    public init(id: UInt64, origin: String? = nil) {
        self.id = id
        self.origin = origin
    }
}

public struct Empty: Payload, Equatable {
    public init() {}
}

/// Names that generated code could trip over.
public struct Awkward: Payload, Equatable {
    public var `default`: Int32
    public var writer: String
    public var reader: [String]
    public var size: Int32?
    public var sent: [Inner]

    public init(default value: Int32, writer: String, reader: [String], size: Int32?, sent: [Inner]) {
        self.default = value
        self.writer = writer
        self.reader = reader
        self.size = size
        self.sent = sent
    }

    public struct Inner: Payload, Equatable {
        public var value1: [String: Int32]

        public init(value1: [String: Int32]) {
            self.value1 = value1
        }
    }
}
