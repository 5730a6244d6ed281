import PostgresClient
import TailraceSQL

/// A transaction that takes locks on an application's tables without ever standing in its way for long.
///
/// It waits for each lock for less than a server's `deadlock_timeout`, then lets go of everything and begins again: so
/// the application neither queues up behind it nor becomes the victim of a deadlock with it.
struct PatientTransaction: Sendable {
    /// How long to go on trying.
    let patience: Duration

    private static let lockTimeout = Duration.milliseconds(300)
    private static let pause = Duration.milliseconds(200)

    /// Runs `body` in a transaction of its own, one installation at a time.
    /// - Throws: `LockUnavailable` when patience is over; otherwise what `body` throws.
    func run<T: Sendable>(
        _ connection: PostgresConnection, _ body: @Sendable (PostgresSession) throws -> T
    ) async throws -> T {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try await connection.perform { session in
                    try session.transaction(.planning(.readCommitted)) { session in
                        try session.query(PostgresStatement(Queries.lockInstallation.text))
                        let timeout = min(Self.lockTimeout, patience)
                        try session.query(
                            PostgresStatement(Queries.setLockTimeout.text), [.text("\(timeout.milliseconds)ms")])
                        return try body(session)
                    }
                }
            } catch let error as LockUnavailable {
                guard ContinuousClock.now + Self.pause < deadline else { throw error }
                try await Task.sleep(for: Self.pause)
            }
        }
    }
}

/// Somebody else holds a lock that is needed.
struct LockUnavailable: Error {
    /// What was being done.
    let step: CapturePlan.Step?
}
