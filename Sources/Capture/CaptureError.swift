/// Why the capture could not be installed or removed.
public struct CaptureError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public let description: String

    /// Describes a failure.
    public init(_ description: String) {
        self.description = description
    }

    /// Describes a lock that was not to be had.
    init(locked table: String, for duration: Duration) {
        self.init(
            """
            \(table) was locked by somebody else for \(duration.formatted()); nothing has been changed. Try again when \
            the transactions that use it are shorter, or wait longer with --lock-timeout
            """)
    }
}

extension Duration {
    /// Such as `5 s` or `0.3 s`.
    fileprivate func formatted() -> String {
        let milliseconds = milliseconds
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
    }
}
