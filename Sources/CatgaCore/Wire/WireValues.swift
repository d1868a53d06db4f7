/// The sixteen bytes of a UUID in the order in which it is printed, as Foundation's `uuid_t` has them.
public typealias GuidBytes = (
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8,
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
)

/// How .NET counts time: in ticks of 100 nanoseconds.
enum Ticks {
    static var perSecond: Int64 { 10_000_000 }
    /// From 0001-01-01 to 2001-01-01, where Foundation's `Date` counts from.
    static var at2001: Int64 { 631_139_040_000_000_000 }
    /// The last tick of the year 9999, `DateTime.MaxValue`.
    static var maximum: Int64 { 3_155_378_975_999_999_999 }
    /// The two highest bits of a `DateTime` hold its kind: 0 unspecified, 1 UTC, 2 and 3 local.
    static var utcKind: UInt64 { 1 << 62 }

    /// The nearest tick; what .NET cannot express becomes the nearest that it can.
    static func dateTime(secondsSince2001 seconds: Double) -> UInt64 {
        guard seconds > -63_113_904_000 else { return utcKind }
        guard seconds < 252_423_993_600 else { return UInt64(maximum) | utcKind }
        let whole = seconds.rounded(.down)
        let fraction = ((seconds - whole) * 10_000_000).rounded()
        let ticks = at2001 + Int64(whole) * perSecond + Int64(fraction)
        return UInt64(min(max(ticks, 0), maximum)) | utcKind
    }

    /// `nil` for a local time, whose offset nobody sends, and for ticks after the year 9999.
    static func secondsSince2001(dateTime: UInt64) -> Double? {
        let ticks = Int64(truncatingIfNeeded: dateTime & (utcKind - 1))
        guard dateTime >> 62 <= 1, ticks <= maximum else { return nil }
        let (whole, fraction) = (ticks - at2001).quotientAndRemainder(dividingBy: perSecond)
        return Double(whole) + Double(fraction) / 10_000_000
    }

    /// Rounded towards zero; what .NET cannot express becomes the nearest that it can.
    static func timeSpan(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (ticks, isTooLarge) = seconds.multipliedReportingOverflow(by: perSecond)
        let (sum, overflows) = ticks.addingReportingOverflow(attoseconds / 100_000_000_000)
        return isTooLarge || overflows ? (seconds < 0 ? .min : .max) : sum
    }
}

extension WireCursor {
    /// A `DateTime` in UTC, from the seconds since 2001-01-01 that a `Date` holds.
    public mutating func write(dateTime seconds: Double) { write(Ticks.dateTime(secondsSince2001: seconds)) }

    /// A `TimeSpan`.
    public mutating func write(timeSpan duration: Duration) { write(Ticks.timeSpan(duration)) }

    /// A `Guid`: its first three numbers little-endian, the last eight bytes as they are printed.
    public mutating func write(guid: GuidBytes) {
        let swapped: GuidBytes = (
            guid.3, guid.2, guid.1, guid.0, guid.5, guid.4, guid.7, guid.6,
            guid.8, guid.9, guid.10, guid.11, guid.12, guid.13, guid.14, guid.15
        )
        withUnsafeBytes(of: swapped) { write(block: $0) }
    }
}

extension WireWriter {
    /// As ``WireCursor/write(dateTime:)``.
    public mutating func write(dateTime seconds: Double) { write(Ticks.dateTime(secondsSince2001: seconds)) }

    /// As ``WireCursor/write(timeSpan:)``.
    public mutating func write(timeSpan duration: Duration) { write(Ticks.timeSpan(duration)) }

    /// As ``WireCursor/write(guid:)``.
    public mutating func write(guid: GuidBytes) {
        var cursor = cursor(reserving: 16)
        cursor.write(guid: guid)
        advance(to: cursor)
    }
}

extension WireReader {
    /// Seconds since 2001-01-01, from a `DateTime` in UTC or of unspecified kind; a local time fails with
    /// ``WireError/Code/invalidValue``.
    public mutating func readDateTime() -> Double {
        guard let seconds = Ticks.secondsSince2001(dateTime: readUInt64()) else {
            failInvalidValue(size: 8)
            return 0
        }
        return seconds
    }

    /// A `TimeSpan`.
    public mutating func readTimeSpan() -> Duration {
        let (seconds, ticks) = readInt64().quotientAndRemainder(dividingBy: Ticks.perSecond)
        return Duration(secondsComponent: seconds, attosecondsComponent: ticks * 100_000_000_000)
    }

    /// A `Guid`, in the order in which it is printed.
    public mutating func readGuid() -> GuidBytes {
        guard let guid = take(16)?.loadUnaligned(as: GuidBytes.self) else {
            return (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        }
        return (
            guid.3, guid.2, guid.1, guid.0, guid.5, guid.4, guid.7, guid.6,
            guid.8, guid.9, guid.10, guid.11, guid.12, guid.13, guid.14, guid.15
        )
    }
}
