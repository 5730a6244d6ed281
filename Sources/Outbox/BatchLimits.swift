/// How large a batch may become.
public struct BatchLimits: Sendable {
    /// At most so many changes.
    public let changes: Int
    /// No further change once its texts have reached so many bytes.
    public let bytes: Int

    /// Makes limits.
    public init(changes: Int, bytes: Int) {
        self.changes = changes
        self.bytes = bytes
    }
}
