import TailraceCore

/// How large a batch may become.
public struct BatchLimits: Sendable {
    /// At most so many changes.
    public let changes: Int
    /// No further change once its texts have reached so many bytes.
    public let bytes: Int

    /// The same, or less where several sinks share the memory for their batches. So none ever waits for memory that
    /// another one holds.
    /// - Parameters:
    ///   - memory: what the batches of all sinks may take together, in bytes.
    ///   - sinks: how many sinks there are.
    public func sharing(memory: Int, among sinks: Int) -> BatchLimits {
        // Two batches, one delivered and one read meanwhile, each as texts and as changes; and the sink's own text.
        let share = max(memory / (8 * max(1, sinks)), 1)
        return BatchLimits(
            changes: min(changes, max(share / MemoryLayout<Change>.stride, 1)), bytes: min(bytes, share))
    }

    /// Makes limits.
    public init(changes: Int, bytes: Int) {
        self.changes = changes
        self.bytes = bytes
    }
}
