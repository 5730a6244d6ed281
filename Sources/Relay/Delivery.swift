import SinkKit
import TailraceCore

/// Gives batches to a sink, and tries again as long as it takes.
struct Delivery: Sendable {
    let sink: any Sink
    let keeper: LeaseKeeper
    let gate: SinkGate
    let troubles: SinkTroubles

    /// A change of a batch that the sink refuses.
    struct Refusal {
        /// How many changes from the start of the batch are durable.
        let delivered: Int
        /// Which one is refused, counted from the start of the batch; nil when the sink does not say.
        let place: Int?
        let error: SinkError
    }

    /// Delivers a batch.
    /// - Returns: what is refused of it; nil when all of it is durable.
    /// - Throws: `LeaseLost`; `SinkError` of kind `ended`; `CancellationError` when the relay is to stop.
    func give(_ batch: ChangeBatch) async throws -> Refusal? {
        FaultPoint.reach(.beforeDeliver)
        var rest = batch
        var delivered = 0
        var schedule = RetrySchedule(base: troubles.options.retryBase, cap: troubles.options.retryCap)
        while true {
            try await gate.untilResumed()
            // The turn, or a pause, may have taken long.
            try Task.checkCancellation()
            try await keeper.check()
            guard let error = await attempt(rest) else {
                if schedule.failures > 0 { troubles.logger.notice("the sink takes batches again") }
                return nil
            }
            try Task.checkCancellation()
            switch error.kind {
            case .ended: throw error
            case .rejected:
                return Refusal(
                    delivered: delivered + error.delivered, place: error.refused.map { $0 + delivered }, error: error)
            default: break
            }
            if error.delivered > 0 {
                rest = rest.dropping(first: error.delivered)
                delivered += error.delivered
                schedule.succeeded()
            }
            let wait = schedule.failed()
            await troubles.note(error, "the sink does not take a batch", schedule.failures, wait, keeper.lease)
            try await Pause.sleep(for: wait)
        }
    }

    /// - Returns: why the sink did not take the batch; nil when it did.
    private func attempt(_ batch: ChangeBatch) async -> SinkError? {
        do throws(SinkError) {
            try await sink.deliver(batch)
            return nil
        } catch {
            return error
        }
    }
}
