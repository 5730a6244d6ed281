/// What a pipeline is doing, as `status` shows it.
public enum SinkState: String, Sendable {
    /// The lease is taken, the sink is being opened.
    case starting
    /// Changes are delivered, or would be if there were any.
    case running
    /// Something keeps it from delivering; it tries again.
    case retrying
    /// A change that it refused has stopped it; somebody has to decide.
    case halted
    /// It was stopped in good order, or has not been started.
    case stopped
}

/// What keeps a pipeline from delivering.
public struct SinkTrouble: Sendable {
    /// The kind, such as "transient".
    public let kind: String
    /// What is wrong, for people.
    public let message: String
    /// How many tries have failed in a row.
    public let failures: Int
    /// How long until the next one; nil when there is none before somebody acts.
    public let nextTry: Duration?

    /// Describes what keeps a pipeline from delivering.
    public init(kind: String, message: String, failures: Int, nextTry: Duration?) {
        self.kind = kind
        self.message = message
        self.failures = failures
        self.nextTry = nextTry
    }
}
