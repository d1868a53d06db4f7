/// Messages that one caller hands over together. So many of them are under way at once, and the caller's task waits for all
/// of them: it is resumed once for many answers, which costs a fraction of a task for each message.
struct Batch {
    /// `nil` for a node that is alone: it waits for none.
    let answers: PendingRequests?
    /// Messages under way at once.
    let window: Int
    let tries: Tries
    let time: TimeSource
    /// Where one has failed for the last time, those that were not sent yet are not.
    let endsWithFailure: Bool

    /// A message, by its place in the batch, and the try.
    typealias Begin = nonisolated(nonsending) (_ place: Int, _ attempt: UInt32) async throws(CatgaError) -> UInt64

    /// What has become of the batch so far.
    private struct Progress {
        /// To be begun in this round, and from `next` on not yet.
        var left: [Int]
        var next = 0
        /// Begun in this round, in order, and from `first` on not settled.
        var begun: [(place: Int, number: UInt64)] = []
        var first = 0
        /// To be tried again in the next round.
        var again: [Int] = []
        /// How long that waits to begin.
        var delayMilliseconds: UInt64 = 0
        var tries: Tries
        /// That failed, and with what, by place.
        var attempts: [UInt32]
        var failures: [Int: CatgaError] = [:]
        /// What those are told that were not begun.
        var end: CatgaError?

        var underWay: Int { begun.count - first }
        /// Whoever is in trouble is not sent more.
        var beginsNoMore: Bool { next == left.count || !again.isEmpty || end != nil }
    }

    /// Sends all, and those again for which that may help, after a wait.
    ///
    /// - Parameters:
    ///   - begin: Sends one. Returns the number of its answer in ``answers``; 0 where nothing is to be waited for.
    ///   - finish: Takes an answer, or why there is none.
    ///   - mayHelp: Whether to send one again that failed so.
    /// - Returns: What went wrong at last, by place.
    nonisolated(nonsending) func run(
        _ count: Int,
        begin: Begin,
        finish: (_ place: Int, PendingRequests.Answer) throws(CatgaError) -> Void,
        mayHelp: (CatgaError) -> Bool
    ) async -> [Int: CatgaError] {
        var progress = Progress(left: Array(0..<count), tries: tries, attempts: [UInt32](repeating: 0, count: count))
        while !progress.left.isEmpty {
            while progress.underWay > 0 || !progress.beginsNoMore {
                await beginMore(&progress, begin, mayHelp)
                await settleSome(&progress, finish, mayHelp)
            }
            await beginNextRound(&progress)
        }
        return progress.failures
    }

    /// Until so many are under way as may be.
    private nonisolated(nonsending) func beginMore(
        _ progress: inout Progress,
        _ begin: Begin,
        _ mayHelp: (CatgaError) -> Bool
    ) async {
        while progress.underWay < window, !progress.beginsNoMore {
            guard !Task.isCancelled else {
                progress.end = CatgaError(code: .cancelled, message: "The task that waited was cancelled")
                return
            }
            let place = progress.left[progress.next]
            do throws(CatgaError) {
                let number = try await begin(place, progress.attempts[place] + 1)
                if number != 0 { progress.begun.append((place, number)) }
            } catch {
                // No place is free to wait in: some of our own are, before long.
                if error.code == .overloaded, progress.underWay > 0 { return }
                note(error, of: place, &progress, mayHelp)
            }
            progress.next += 1
        }
    }

    /// Waits for a quarter of those under way, in whose place as many are begun in one go; for all where no more are begun.
    private nonisolated(nonsending) func settleSome(
        _ progress: inout Progress,
        _ finish: (Int, PendingRequests.Answer) throws(CatgaError) -> Void,
        _ mayHelp: (CatgaError) -> Bool
    ) async {
        guard progress.underWay > 0 else { return }
        let end = progress.first + (progress.beginsNoMore ? progress.underWay : (progress.underWay + 3) / 4)
        // The last of them first: when its answer is there, those of the others mostly are.
        await settle(progress.begun[end - 1], &progress, finish, mayHelp)
        for index in progress.first..<end - 1 { await settle(progress.begun[index], &progress, finish, mayHelp) }
        progress.first = end
    }

    private nonisolated(nonsending) func settle(
        _ begun: (place: Int, number: UInt64),
        _ progress: inout Progress,
        _ finish: (Int, PendingRequests.Answer) throws(CatgaError) -> Void,
        _ mayHelp: (CatgaError) -> Bool
    ) async {
        guard let answers else { return }
        let answer: PendingRequests.Answer
        do throws(CatgaError) {
            answer = .success(try await answers.answer(to: begun.number))
        } catch {
            answer = .failure(error)
        }
        do throws(CatgaError) {
            try finish(begun.place, answer)
            progress.tries.succeed()
        } catch {
            note(error, of: begun.place, &progress, mayHelp)
        }
    }

    private func note(
        _ error: CatgaError,
        of place: Int,
        _ progress: inout Progress,
        _ mayHelp: (CatgaError) -> Bool
    ) {
        progress.attempts[place] += 1
        progress.failures[place] = error
        if mayHelp(error), progress.end == nil,
            let delay = progress.tries.delayMilliseconds(after: progress.attempts[place], error)
        {
            progress.again.append(place)
            progress.delayMilliseconds = delay
        } else if endsWithFailure, progress.end == nil {
            progress.end = CatgaError(
                code: error.code, message: "Not sent, as one before it failed: \(error.message)",
                isRetryable: error.isRetryable)
        }
    }

    private nonisolated(nonsending) func beginNextRound(_ progress: inout Progress) async {
        if progress.end == nil, !progress.again.isEmpty {
            // Cancelled, the next round ends as soon as it begins.
            try? await time.sleepMilliseconds(progress.delayMilliseconds)
        }
        if let end = progress.end {
            for place in progress.left[progress.next...] { progress.failures[place] = end }
            progress.left = []
        } else {
            for place in progress.again { progress.failures[place] = nil }
            progress.left = progress.again.sorted() + progress.left[progress.next...]
        }
        (progress.next, progress.begun, progress.first, progress.again) = (0, [], 0, [])
    }
}
