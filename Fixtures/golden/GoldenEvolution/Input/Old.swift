public import Catga

/// Payloads as they were shipped.
public enum Old {
    public struct AppendWithDefault: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct AppendOptional: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct AppendWithoutDefault: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct RemoveWithDefault: Payload, Hashable {
        public var a: Int32
        public var b: Int32 = 5

        public init(a: Int32, b: Int32 = 5) {
            self.a = a
            self.b = b
        }
    }

    public struct RemoveWithoutDefault: Payload, Hashable {
        public var a: Int32
        public var b: Int32

        public init(a: Int32, b: Int32) {
            self.a = a
            self.b = b
        }
    }

    public struct InsertInFront: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct SwapMembers: Payload, Hashable {
        public var a: Int32
        public var b: Int32

        public init(a: Int32, b: Int32) {
            self.a = a
            self.b = b
        }
    }

    public struct RenameMember: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct WidenNumber: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct NameTheWidth: Payload, Hashable {
        public var a: Int

        public init(a: Int) {
            self.a = a
        }
    }

    public struct MakeTextOptional: Payload, Hashable {
        public var a: String

        public init(a: String) {
            self.a = a
        }
    }

    public struct MakeNumberOptional: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct ArrayToSet: Payload, Hashable {
        public var a: [Int32]

        public init(a: [Int32]) {
            self.a = a
        }
    }

    public struct NumberToEnum: Payload, Hashable {
        public var a: UInt8

        public init(a: UInt8) {
            self.a = a
        }
    }

    public struct TolerantAppendWithDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct TolerantAppendWithoutDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct TolerantRemoveWithDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32
        public var b: Int32 = 5

        public init(a: Int32, b: Int32 = 5) {
            self.a = a
            self.b = b
        }
    }

    public struct TolerantRemoveWithoutDefault: Payload, Hashable {
        public static let layout = Layout.versionTolerant
        public var a: Int32
        public var b: Int32

        public init(a: Int32, b: Int32) {
            self.a = a
            self.b = b
        }
    }

    public struct FixedAppend: Payload, Hashable {
        public static let layout = Layout.fixed
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct FixedRename: Payload, Hashable {
        public static let layout = Layout.fixed
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public struct ChangeLayout: Payload, Hashable {
        public var a: Int32

        public init(a: Int32) {
            self.a = a
        }
    }

    public enum AppendCase: Payload, Hashable {
        case cash
        case card(String)
    }

    public enum InsertCase: Payload, Hashable {
        case cash
        case card(String)
    }

    public enum AppendValue: Payload, Hashable {
        case cash
        case card(String)
    }

    public enum Color: UInt8, Payload {
        case red = 1
        case green = 2
    }

    public enum AddNumber: UInt8, Payload {
        case red = 1
        case green = 2
    }

    public enum SwapNumbers: UInt8, Payload {
        case red = 1
        case green = 2
    }

    public enum RenameNumber: UInt8, Payload {
        case red = 1
        case green = 2
    }
}
