import Outbox
import Synchronization

/// Renews a lease while its sink is served, and knows when it can no longer be relied on.
final class LeaseKeeper: Sendable {
    let lease: Lease
    private let ledger: SinkLedger
    private let renewedAt: Mutex<ContinuousClock.Instant>

    init(_ lease: Lease, ledger: SinkLedger, acquiredAt: ContinuousClock.Instant) {
        self.lease = lease
        self.ledger = ledger
        renewedAt = Mutex(acquiredAt)
    }

    /// Renews the lease until the task is cancelled.
    /// - Throws: `LeaseLost` when somebody else has it, or when it could not be renewed for its whole term.
    func run() async throws {
        while true {
            try await Task.sleep(for: lease.duration / 3)
            try await renew()
        }
    }

    /// Watches the lease's term, also while a renewal gets no answer.
    /// - Throws: `LeaseLost` when the term is over.
    func watch() async throws {
        while true {
            let end = renewedAt.withLock { $0 } + lease.duration
            try await Task.sleep(until: end)
            if hasRunOut { throw LeaseLost("the lease could not be renewed for \(lease.duration)") }
        }
    }

    /// Makes sure that the lease holds before something is given to the sink: a process that was stopped for longer
    /// than a term asks the database first.
    /// - Throws: `LeaseLost`.
    func check() async throws {
        guard hasRunOut else { return }
        try await renew()
        guard !hasRunOut else { throw LeaseLost("the lease could not be renewed in time") }
    }

    private func renew() async throws {
        let now = ContinuousClock.now
        do {
            try await ledger.renew(lease)
            renewedAt.withLock { $0 = now }
        } catch let error as LeaseLost {
            throw error
        } catch {
            // The watch knows when it is too late.
            try Task.checkCancellation()
        }
    }

    private var hasRunOut: Bool {
        renewedAt.withLock { $0.duration(to: .now) >= lease.duration }
    }
}
