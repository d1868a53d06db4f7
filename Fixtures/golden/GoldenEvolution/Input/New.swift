public import Catga

/// Payloads as they became.
public enum New {
    public struct AppendWithDefault: Payload, Hashable {
        public var a: Int32
        public var b: Int32 = 5

        public init(a: Int32, b: Int32 = 5) {
            self.a = a
            self.b = b
        }
    }

    public struct AppendOptional: Payload, Hashable {
        public var a: Int32
        public var b: String?

        public init(a: Int32, b: String? = nil) {
            self.a = a
            self.b = b
        }
    }

    public struct AppendWithoutDefault: Payload, Hashable {
        public var a: Int32
        public var b: Int32

        public init(a: Int32, b: Int32) {
            self.a = a
            self.b = b
        }
    }

    public struct RemoveWithDefault: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct RemoveWithoutDefault: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct InsertInFront: Payload, Hashable {
        public var z: String = ""
        public var a: Int32

        public init(z: String = "", a: Int32) {
            self.z = z
            self.a = a
        }
    }

    public struct SwapMembers: Payload, Hashable {
        public var b: Int32
        public var a: Int32

        public init(b: Int32, a: Int32) {
            self.b = b
            self.a = a
        }
    }

    public struct RenameMember: Payload, Hashable {
        public var c: Int32

        public init(c: Int32) {
            self.c = c
        }
    }

    public struct WidenNumber: Payload, Hashable {
        public var a: Int64

        public init(a: Int64) {
            self.a = a
        }
    }

    public struct NameTheWidth: Payload, Hashable {
        public var a: Int64

        public init(a: Int64) {
            self.a = a
        }
    }

    public struct MakeTextOptional: Payload, Hashable {
        public var a: String?

        public init(a: String? = nil) {
            self.a = a
        }
    }

    public struct MakeNumberOptional: Payload, Hashable {
        public var a: Int32?

        public init(a: Int32? = nil) {
            self.a = a
        }
    }

    public struct ArrayToSet: Payload, Hashable {
        public var a: Set<Int32>

        public init(a: Set<Int32>) {
            self.a = a
        }
    }

    public struct NumberToEnum: Payload, Hashable {
        public var a: Color

        public init(a: Color) {
            self.a = a
        }
    }

    public struct TolerantAppendWithDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32
        public var b: Int32 = 5

        public init(a: Int32, b: Int32 = 5) {
            self.a = a
            self.b = b
        }
    }

    public struct TolerantAppendWithoutDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32
        public var b: Int32

        public init(a: Int32, b: Int32) {
            self.a = a
            self.b = b
        }
    }

    public struct TolerantRemoveWithDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct TolerantRemoveWithoutDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct FixedAppend: Payload, Hashable {
        public static let layout = Layout.fixed
        public var a: Int32
        public var b: Int32 = 5

        public init(a: Int32, b: Int32 = 5) {
            self.a = a
            self.b = b
        }
    }

    public struct FixedRename: Payload, Hashable {
        public static let layout = Layout.fixed
        public var c: Int32

        public init(c: Int32) {
            self.c = c
        }
    }

    public struct ChangeLayout: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public enum AppendCase: Payload, Hashable {
        case cash
        case card(String)
        case gift(Int32)
    }

    public enum InsertCase: Payload, Hashable {
        case cash
        case gift(Int32)
        case card(String)
    }

    public enum AppendValue: Payload, Hashable {
        case cash
        case card(String, Int32)
    }

    public enum Color: UInt8, Payload {
        case red = 1
        case green = 2
    }

    public enum AddNumber: UInt8, Payload {
        case red = 1
        case green = 2
        case blue = 3
    }

    public enum SwapNumbers: UInt8, Payload {
        case red = 2
        case green = 1
    }

    public enum RenameNumber: UInt8, Payload {
        case red = 1
        case lime = 2
    }
}
