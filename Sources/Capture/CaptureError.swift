import PostgresClient

/// Why the capture could not be installed or removed.
public struct CaptureError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public let description: String

    /// Describes a failure.
    public init(_ description: String) {
        self.description = description
    }

    /// Describes a step of a plan that failed.
    init(step: CapturePlan.Step, error: PostgresError, lockTimeout: Duration) {
        guard error.sqlState == .lockNotAvailable, let table = step.table else {
            self.init("\(step.title): \(error)")
            return
        }
        self.init(
            """
            \(table) was locked by somebody else for more than \(lockTimeout); nothing has been changed. Try again \
            when the transactions that use it are shorter, or wait longer with --lock-timeout
            """)
    }
}
