/// How the 64 bits of a message id are shared out.
///
/// From the top: one zero bit, so that ids stay positive where a database or another language has only signed numbers;
/// milliseconds since the layout's epoch; the sequence within the millisecond; the worker. The worker stands last, as in
/// Sony's Sonyflake, so that the ids of one worker are equally spaced and a block of them is an addition each.
///
/// The bits bound the rate and the lifetime together: a sequence of *s* bits is 2^*s* ids a millisecond and worker, and
/// every bit it takes halves the years. All processes on one bus need the same layout.
public struct SnowflakeLayout: Hashable, Sendable {
    /// Milliseconds since 1970-01-01 UTC at which the layout's time starts.
    public let epochMilliseconds: UInt64
    /// Bits of the worker number, 0…16.
    public let workerBits: UInt8
    /// Bits of the sequence, 0…22.
    public let sequenceBits: UInt8

    /// 39 bits of milliseconds since 2026-01-01 UTC, 15 of sequence, 9 of worker: 32,768 ids a millisecond (32.7 million
    /// a second) and worker for 512 workers, until 2043-06-03 UTC.
    ///
    /// Two threads that share a worker number can thus make more than 10 million ids a second each, for as long as they
    /// like. Where more workers or more years matter more, 10 bits of worker and 12 of sequence last until 2095 at
    /// 4,096 ids a millisecond.
    @inlinable
    public static var standard: SnowflakeLayout {
        SnowflakeLayout(checkedEpoch: 1_767_225_600_000, workerBits: 9, sequenceBits: 15)
    }

    /// - Parameters:
    ///   - epochMilliseconds: Milliseconds since 1970-01-01 UTC; below 2^62. Ids made before it count as made at it.
    ///   - workerBits: 0…16.
    ///   - sequenceBits: 0…22.
    /// - Throws: ``CatgaError/Code/configuration`` where a number is out of its range or fewer than 36 bits (2.2 years)
    ///   remain for the time.
    public init(epochMilliseconds: UInt64, workerBits: UInt8, sequenceBits: UInt8) throws(CatgaError) {
        guard workerBits <= 16, sequenceBits <= 22, workerBits + sequenceBits <= 27, epochMilliseconds < 1 << 62 else {
            throw CatgaError(
                code: .configuration,
                message: """
                    an id cannot have \(workerBits) worker bits, \(sequenceBits) sequence bits and the epoch \
                    \(epochMilliseconds); they must be 0…16, 0…22, together 0…27, and below 2^62
                    """
            )
        }
        self.init(checkedEpoch: epochMilliseconds, workerBits: workerBits, sequenceBits: sequenceBits)
    }

    @inlinable
    init(checkedEpoch: UInt64, workerBits: UInt8, sequenceBits: UInt8) {
        epochMilliseconds = checkedEpoch
        self.workerBits = workerBits
        self.sequenceBits = sequenceBits
    }
}

// MARK: - What the bits amount to

extension SnowflakeLayout {
    /// Bits of the time, at least 36.
    @inlinable public var timeBits: UInt8 { 63 - workerBits - sequenceBits }
    /// The largest worker number.
    @inlinable public var maximumWorker: UInt16 { UInt16(truncatingIfNeeded: (UInt64(1) << UInt64(workerBits)) - 1) }
    /// Ids that one worker can make in a millisecond, for as long as it likes.
    @inlinable public var idsPerMillisecond: UInt64 { 1 << UInt64(sequenceBits) }
    /// The last millisecond since 1970-01-01 UTC for which there are ids.
    @inlinable public var lastMilliseconds: UInt64 { epochMilliseconds + (1 << UInt64(timeBits)) - 1 }
    /// The difference between one id of a worker and the next that it may make.
    @inlinable public var stride: UInt64 { 1 << UInt64(workerBits) }

    /// The largest state of a generator: milliseconds since the epoch, then the sequence.
    @inlinable var lastState: UInt64 { (1 << (63 - UInt64(workerBits))) - 1 }
}

// MARK: - Taking an id apart

/// What an id was made of.
public struct SnowflakeParts: Hashable, Sendable {
    /// Milliseconds since 1970-01-01 UTC: when the id was made, give or take the generator's lead over its clock.
    public let milliseconds: UInt64
    /// Who made it.
    public let worker: UInt16
    /// How many the worker had made in that millisecond before.
    public let sequence: UInt32
}

extension SnowflakeLayout {
    /// - Returns: `nil` where the top bit is set, which no layout makes. Of any other number some worker could have made
    ///   it. Does not allocate.
    public func parts(of id: UInt64) -> SnowflakeParts? {
        guard id >> 63 == 0 else { return nil }
        let state = id >> UInt64(workerBits)
        return SnowflakeParts(
            milliseconds: epochMilliseconds + state >> UInt64(sequenceBits),
            worker: UInt16(truncatingIfNeeded: id & (stride - 1)),
            sequence: UInt32(truncatingIfNeeded: state & (idsPerMillisecond - 1))
        )
    }

    /// The smallest id that could have been made at a time, to look up ids by time. Does not allocate.
    ///
    /// - Parameter milliseconds: Since 1970-01-01 UTC; what lies outside the layout counts as its first or last.
    public func firstID(atMilliseconds milliseconds: UInt64) -> UInt64 {
        let within = min(max(milliseconds, epochMilliseconds), lastMilliseconds) - epochMilliseconds
        return within << UInt64(sequenceBits + workerBits)
    }
}
