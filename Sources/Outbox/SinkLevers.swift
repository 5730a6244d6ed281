import TailraceCore

/// What an operator has asked of a sink.
public struct SinkLevers: Equatable, Sendable {
    /// Whether it is to be given nothing.
    public var isPaused = false
    /// The tables of which it is to be given nothing.
    public var pausedTables: Set<RelationName> = []
    /// Whether refused changes are to be sent again, or discarded.
    public var hasRequests = false

    /// Makes levers.
    public init(isPaused: Bool = false, pausedTables: Set<RelationName> = [], hasRequests: Bool = false) {
        self.isPaused = isPaused
        self.pausedTables = pausedTables
        self.hasRequests = hasRequests
    }
}
