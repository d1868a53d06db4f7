import CatgaCore
import Dispatch
import Foundation
import Testing

/// Ten million ids over two threads, or a hundred million with `CATGA_LONG=1`.
@Suite("Unique ids")
struct SnowflakeUniquenessTests {
    private static let perThread = ProcessInfo.processInfo.environment["CATGA_LONG"] == "1" ? 50_000_000 : 5_000_000
    private static let layout = SnowflakeLayout.standard
    private static let start = SnowflakeLayout.standard.epochMilliseconds + 1_000_000

    /// One generator and a bit for each id that it can make from its start on; each thread has its own bits.
    private final class Shared: @unchecked Sendable {
        let ids: SnowflakeGenerator
        let words: Int
        let seen: [UnsafeMutablePointer<UInt64>]
        /// By thread; written under the lock at its end.
        var made = [0, 0]
        var repeated = [0, 0]
        var refused = [0, 0]
        let lock = NSLock()

        init(milliseconds: Int) throws {
            ids = try SnowflakeGenerator(worker: 1, startMilliseconds: 0)
            words = milliseconds * Int(layout.idsPerMillisecond) / 64
            seen = [.allocate(capacity: words), .allocate(capacity: words)]
            for bits in seen { bits.initialize(repeating: 0, count: words) }
        }

        deinit { for bits in seen { bits.deallocate() } }
    }

    /// Alternates single ids and blocks of 256. Every 10,000 ids the thread's clock gains a millisecond, and every
    /// hundredth time it moves 300 ms backwards for a while.
    private static func make(_ shared: Shared, _ thread: Int) {
        let bits = shared.seen[thread]
        let origin = layout.firstID(atMilliseconds: start - 300) >> 9
        var (made, repeated, refused, waited) = (0, 0, 0, UInt64(0))
        func record(_ id: UInt64) {
            let place = Int(id >> 9 - origin)
            let bit: UInt64 = 1 << UInt64(place & 63)
            if bits[place >> 6] & bit != 0 { repeated += 1 }
            bits[place >> 6] |= bit
            made += 1
        }
        while made < perThread {
            let step = UInt64(made / 10_000)
            let now = start + step + waited - (step % 100 == 99 ? 300 : 0)
            do throws(CatgaError) {
                if made & 1024 == 0 {
                    record(try shared.ids.next(nowMilliseconds: now))
                } else {
                    var block = try shared.ids.reserve(256, nowMilliseconds: now)
                    while let id = block.next() { record(id) }
                }
            } catch {
                refused += 1
                waited += shared.ids.waitMilliseconds(for: 256, nowMilliseconds: now) ?? 0
            }
        }
        shared.lock.withLock {
            shared.made[thread] = made
            shared.repeated[thread] = repeated
            shared.refused[thread] = refused
        }
    }

    @Test("No id is made twice over two threads whose clocks differ and move backwards")
    func unique() throws {
        // Both threads' clocks, what they may wait for, and the lead.
        let shared = try Shared(milliseconds: 2 * Self.perThread / 10_000 + 4000)
        let began = DispatchTime.now().uptimeNanoseconds
        DispatchQueue.concurrentPerform(iterations: 2) { Self.make(shared, $0) }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
        var common = 0
        var distinct = 0
        for word in 0..<shared.words {
            common += (shared.seen[0][word] & shared.seen[1][word]).nonzeroBitCount
            distinct += (shared.seen[0][word] | shared.seen[1][word]).nonzeroBitCount
        }
        let total = shared.made[0] + shared.made[1]
        #expect(shared.repeated == [0, 0])
        #expect(common == 0)
        #expect(distinct == total && total >= 2 * Self.perThread)
        print("\(total) ids over 2 threads, \(distinct) distinct, \(shared.refused) refusals, \(seconds) s")
    }
}
