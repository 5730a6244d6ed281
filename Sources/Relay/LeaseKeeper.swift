import Outbox
import Synchronization
import TailraceCore

/// Renews a lease while its sink is served, and knows when it can no longer be relied on.
final class LeaseKeeper: Sendable {
    let lease: Lease
    private let clock: any LeaseClock
    private let renew: @Sendable (Lease) async throws -> Void
    private let term: Mutex<LeaseTerm>

    /// - Parameters:
    ///   - asked: the clock's time before the lease was asked for.
    ///   - renew: keeps the lease in the database for another term, or throws `LeaseLost`.
    init(
        _ lease: Lease, askedAt asked: Duration, clock: any LeaseClock,
        renew: @escaping @Sendable (Lease) async throws -> Void
    ) {
        self.lease = lease
        self.clock = clock
        self.renew = renew
        term = Mutex(LeaseTerm(begin: asked, duration: lease.duration))
    }

    /// Renews the lease until the task is cancelled.
    /// - Throws: `LeaseLost` when somebody else has it, or when it could not be renewed for its whole term.
    func run() async throws {
        while true {
            try await clock.sleep(for: lease.duration / 3)
            try await ask()
        }
    }

    /// Watches the lease's term, also while a renewal gets no answer.
    /// - Throws: `LeaseLost` when the term is over.
    func watch() async throws {
        while true {
            try await clock.sleep(for: max(.zero, term.withLock { $0.end } - clock.now))
            if hasRunOut { throw LeaseLost("the lease could not be renewed for \(lease.duration)") }
        }
    }

    /// Makes sure that the lease holds before something is given to the sink: a process that was stopped for longer
    /// than a term asks the database first.
    /// - Throws: `LeaseLost`.
    func check() async throws {
        guard hasRunOut else { return }
        try await ask()
        guard !hasRunOut else { throw LeaseLost("the lease could not be renewed in time") }
    }

    private func ask() async throws {
        let asked = clock.now
        do {
            try await renew(lease)
            term.withLock { $0.renewed(at: asked) }
        } catch let error as LeaseLost {
            throw error
        } catch {
            // The watch knows when it is too late.
            try Task.checkCancellation()
        }
    }

    private var hasRunOut: Bool {
        term.withLock { $0.isOver(at: clock.now) }
    }
}
