public import Catga
public import Foundation

/// Members in C's layout, with padding between them and at the end.
public struct Sample: Payload, Equatable {
    public static let layout = Layout.fixed
    public var isValid: Bool
    public var value: Double
    public var sensor: UInt16
    public var spot: Spot
    public var quality: Quality?

    public init(isValid: Bool, value: Double, sensor: UInt16, spot: Spot, quality: Quality?) {
        self.isValid = isValid
        self.value = value
        self.sensor = sensor
        self.spot = spot
        self.quality = quality
    }
}

public struct Spot: Payload, Hashable {
    public static let layout = Layout.fixed
    public var x: Int32
    public var y: Int16

    public init(x: Int32, y: Int16) {
        self.x = x
        self.y = y
    }
}

public enum Quality: UInt8, Payload {
    case poor = 1
    case good = 2
}

/// Everything that travels as a .NET value, and fixed structs inside collections.
public struct Report: Payload, Equatable {
    public var samples: [Sample]
    public var spot: Spot?
    public var spots: [UInt8: Spot]
    public var date: Date
    public var dates: [Date?]
    public var id: UUID
    public var names: [UUID: String]
    public var duration: Duration
    public var timeout: Duration?

    public init(
        samples: [Sample], spot: Spot?, spots: [UInt8: Spot], date: Date, dates: [Date?], id: UUID,
        names: [UUID: String], duration: Duration, timeout: Duration?
    ) {
        self.samples = samples
        self.spot = spot
        self.spots = spots
        self.date = date
        self.dates = dates
        self.id = id
        self.names = names
        self.duration = duration
        self.timeout = timeout
    }
}

/// .NET's decimal in every position.
public struct Invoice: Payload, Equatable {
    public var total: Decimal
    public var discount: Decimal?
    public var lines: [Decimal]
    public var rates: [String: Decimal]

    public init(total: Decimal, discount: Decimal?, lines: [Decimal], rates: [String: Decimal]) {
        self.total = total
        self.discount = discount
        self.lines = lines
        self.rates = rates
    }
}

public enum Payment: Payload, Equatable {
    case cash
    case card(number: String, Int32)
    case transfer(Transfer?)
    case split([Payment], tip: [String: Int64])
}

public struct Transfer: Payload, Equatable {
    public var account: String

    public init(account: String) {
        self.account = account
    }
}

/// Recursive through boxes.
public indirect enum Formula: Payload, Equatable {
    case number(Double)
    case negated(Formula)
    case sum(left: Formula, right: Formula)
}
