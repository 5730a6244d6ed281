import TailraceCore

/// A destination of changes, as one pipeline uses it: opened, given batch after batch, closed.
///
/// Delivery is at least once: a sink must tolerate a batch that it has already written. Only the pipeline retries,
/// marks and logs; a sink returns errors.
public protocol Sink: Sendable {
    /// Makes the sink ready. Called again after ``close()`` when the pipeline takes the sink up again.
    /// - Returns: the sink's own durable position, if it keeps one; it then takes precedence over the stored mark,
    ///   which makes delivery exactly once.
    /// - Throws: `SinkError`.
    func open() async throws(SinkError) -> Position?

    /// Writes a batch; returns when it is durable.
    /// - Parameter batch: the changes in the order in which they must take effect.
    /// - Throws: `SinkError`, whose `delivered` says how many changes from the start are durable all the same.
    func deliver(_ batch: ChangeBatch) async throws(SinkError)

    /// Releases what the sink holds. May be called more than once, and after a failed ``open()``.
    func close() async
}
