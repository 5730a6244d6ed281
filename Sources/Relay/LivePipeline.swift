import Logging
import Outbox
import SinkKit
import TailraceCore

/// Live delivery to one sink: read, keep aside what has to wait, deliver, mark.
struct LivePipeline: Sendable {
    let delivery: Delivery
    let aside: Aside
    let turnstile: Turnstile
    let poison: PoisonOptions
    let marks: SinkLedger
    let unmarked: UnmarkedDelivery
    let makeReader: @Sendable (Position) -> LiveReader

    /// Runs until the relay is to stop.
    func run() async throws {
        var schedule = RetrySchedule(base: options.retryBase, cap: options.retryCap)
        while true {
            try await gate.untilOpen()
            do {
                try await stream { schedule.succeeded() }
            } catch let halt as Halt {
                await report(halt)
            } catch let error as AsideIsFull {
                let wait = schedule.failed()
                await troubles.note(error, "the sink has stopped", schedule.failures, wait, lease)
                try await Pause.sleep(for: wait)
                try await turnstile.pass {
                    try await aside.adopt(aside.plan(pausedTables: gate.levers.pausedTables))
                }
            }
        }
    }

    private func stream(onProgress: () -> Void) async throws {
        let reader = await makeReader(aside.position)
        var upcoming = try await reader.next(mayComeAtOnce: true)
        while true {
            let reading = upcoming
            async let next = reader.next(mayComeAtOnce: reading.hasMore)
            try await gate.untilOpen()
            try await turnstile.pass { try await deliver(reading) }
            onProgress()
            // In a backlog the next batch is there already; the one in hand is done.
            try Pause.checkpoint()
            upcoming = try await next
        }
    }

    private func deliver(_ reading: WindowReading) async throws {
        guard let batch = reading.batch else {
            try await mark(reading)
            troubles.meter.isIdle(troubles.sink)
            return
        }
        let flowing = try await aside.sort(batch)
        let end = await aside.stored(reading.end)
        let whole = flowing.map { batch.selecting($0, .live(end: end)) } ?? batch.with(.live(end: end))
        var delivered = whole
        if !whole.changes.isEmpty, let refusal = try await delivery.give(whole) {
            let places = try await search(
                reading, batch, flowing ?? Array(batch.changes.indices), after: refusal)
            delivered = batch.selecting(places, whole.kind)
        }
        FaultPoint.reach(.beforeMark)
        unmarked.position = end
        try await mark(reading.delivered(delivered.changes.isEmpty ? nil : delivered, upTo: reading.end))
        troubles.meter.delivered(delivered, hasMore: reading.hasMore, by: troubles.sink)
        warnOfOmissions(in: delivered)
    }

    private func warnOfOmissions(in batch: ChangeBatch) {
        let omitted = batch.changes.filter { $0.omitted != nil }
        guard let first = omitted.first else { return }
        troubles.logger.warning(
            "changes were delivered without their images, too large or impossible to write as JSON; see `tailrace doctor`",
            metadata: [
                "changes": "\(omitted.count)", "seq": "\(first.sequence)",
                "table": "\(batch.text(first.schema)).\(batch.text(first.table))",
                "key": "\(first.key.map(batch.text) ?? "unknown")",
            ])
    }

    private func mark(_ reading: WindowReading) async throws {
        let number = await aside.nextMark()
        try await troubles.retrying("the position cannot be marked", lease) {
            try await marks.mark(reading, lease, number: number)
        }
        unmarked.position = nil
        await aside.passed(reading.end)
        FaultPoint.reach(.afterMark)
    }

    /// Finds what the sink refuses of a batch, deals with it, and delivers the rest.
    /// - Returns: the places of what has been delivered.
    private func search(
        _ reading: WindowReading, _ batch: ChangeBatch, _ places: [Int], after first: Delivery.Refusal
    ) async throws -> [Int] {
        var search = RefusalSearch(places: places, tries: poison.tries)
        var dropped: Set<Int> = []
        var (refusal, schedule) = (first, RetrySchedule(base: options.retryBase, cap: options.retryCap))
        search.refused(delivered: first.delivered, at: first.place)
        while true {
            switch search.next {
            case .done:
                return places.filter { !dropped.contains($0) }
            case .deliver(let part, let refusals):
                if refusals > 0 {
                    let wait = schedule.failed()
                    await troubles.note(refusal.error, "the sink refuses a change", refusals, wait, lease)
                    try await Pause.sleep(for: wait)
                }
                let last = part[part.count - 1]
                let end = await aside.stored(
                    search.remaining.last == last
                        ? reading.end : reading.position(after: batch.changes[last].sequence))
                if let next = try await delivery.give(batch.selecting(part, .live(end: end))) {
                    refusal = next
                    search.refused(delivered: next.delivered, at: next.place)
                } else {
                    search.delivered()
                    await aside.passed(end)
                }
            case .giveUp(let place):
                schedule.succeeded()
                let remaining = Array(search.remaining.dropFirst())
                let waiting = try await giveUp(place, of: batch, refusal.error, before: remaining)
                guard poison.policy != .stop else {
                    let delivered = places.filter { !dropped.contains($0) && $0 < place }
                    let passed = await aside.position
                    try await mark(
                        reading.delivered(
                            delivered.isEmpty ? nil : batch.selecting(delivered, .live(end: passed)), upTo: passed))
                    gate.isHalted = true
                    throw Halt(sequence: batch.changes[place].sequence, reason: "\(refusal.error)", tries: poison.tries)
                }
                dropped.formUnion(waiting.union([place]))
                search.gaveUp(waiting)
            }
        }
    }

    private func giveUp(
        _ place: Int, of batch: ChangeBatch, _ error: SinkError, before remaining: [Int]
    ) async throws -> Set<Int> {
        let waiting = try await aside.refuse(
            place, of: batch,
            DeadLetterStore.Refusal(policy: poison.policy, reason: "\(error)", tries: poison.tries), before: remaining)
        let consequence =
            switch poison.policy {
            case .holdKey: "later changes of its key wait behind it"
            case .skip: "later changes of its key go on"
            case .stop: "the sink stops until somebody decides"
            }
        troubles.logger.error(
            "a change is refused for good: \(error); \(consequence); see `tailrace dead-letters list`",
            metadata: ["seq": "\(batch.changes[place].sequence)", "tries": "\(poison.tries)"])
        return waiting
    }

    private func report(_ halt: Halt) async {
        troubles.meter.failed(halt.description, sink: troubles.sink)
        let trouble = SinkTrouble(
            kind: SinkError.Kind.rejected.description, message: halt.description, failures: halt.tries, nextTry: nil)
        _ = try? await troubles.retrying("the sink's state cannot be reported", lease) {
            try await troubles.ledger.report(.halted, trouble, lease)
        }
    }

    private var gate: SinkGate { delivery.gate }
    private var lease: Lease { delivery.keeper.lease }
    private var troubles: SinkTroubles { delivery.troubles }
    private var options: RelayOptions { troubles.options }
}

/// A refused change has stopped the sink.
private struct Halt: Error, CustomStringConvertible {
    let sequence: SequenceNumber
    let reason: String
    let tries: Int

    var description: String {
        "stopped by the change seq \(sequence), which the sink refuses: \(reason); `tailrace dead-letters` retries or discards it"
    }
}
