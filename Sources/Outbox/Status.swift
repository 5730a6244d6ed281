import TailraceCore

/// What `status` shows. Encoded with keys in snake case, it is the JSON that `status --json` prints.
public struct Status: Codable, Sendable {
    /// The source's name.
    public var source: String
    /// The relay processes that share the sinks.
    public var relays: [RelayStatus]
    /// Every sink that the database knows.
    public var sinks: [SinkStatus]
    /// The outbox.
    public var outbox: OutboxStatus
    /// The segments, and who looks after them.
    public var housekeeping: HousekeepingStatus
}

/// What is known of one relay process.
public struct RelayStatus: Codable, Sendable {
    /// Its host, process id and a suffix.
    public var name: String
    /// The sinks in its configuration.
    public var sinks: [String]
    /// Those that it serves now.
    public var serving: [String]
    /// When it was started: microseconds since 1970-01-01 00:00 UTC.
    public var startedAt: Int64
    /// Whether it has been heard of within a lease's time.
    public var isAlive: Bool
}

/// What is known of one sink.
public struct SinkStatus: Codable, Sendable {
    /// Its name.
    public var name: String
    /// Its kind.
    public var type: String
    /// starting, running, retrying, halted by a refused change, paused, stopped, or abandoned by a relay that has died; waiting before its first start.
    public var state: String
    /// The process that serves it; nil when none does.
    public var owner: String?
    /// Grows with every new owner.
    public var epoch: Int64
    /// How far it is.
    public var position: Position
    /// The highest sequence number delivered.
    public var highestSeq: Int64
    /// How many changes are before it.
    public var pending: Int64
    /// Whether `pending` is an estimate by the sequence numbers, since there are too many to count.
    public var pendingIsEstimate: Bool
    /// The age of the oldest pending change, in seconds; zero when nothing is pending.
    public var lagSeconds: Double
    /// How many changes it has been given in all.
    public var delivered: Int64
    /// When it was given the last ones: microseconds since 1970-01-01 00:00 UTC.
    public var lastDeliveredAt: Int64?
    /// What keeps it from delivering.
    public var lastError: Trouble?
    /// How many changes it has refused for good; they are kept aside.
    public var deadLetters: Int64
    /// How many changes are kept aside since they wait behind such a one, or since their table is paused.
    public var held: Int64
    /// What of it is paused.
    public var pauses: [Pause]

    /// Somebody has paused a sink, or a table of it.
    public struct Pause: Codable, Sendable {
        /// The table's schema; nil for the whole sink.
        public var schema: String?
        /// The table; nil for the whole sink.
        public var table: String?
        /// Since when: microseconds since 1970-01-01 00:00 UTC.
        public var at: Int64
        /// Who paused it.
        public var by: String
        /// Why, where somebody said.
        public var reason: String?
    }

    /// What keeps a sink from delivering.
    public struct Trouble: Codable, Sendable {
        /// Its kind, such as "transient".
        public var kind: String
        /// What is wrong.
        public var message: String
        /// When it was seen last: microseconds since 1970-01-01 00:00 UTC.
        public var at: Int64
        /// How many tries have failed in a row.
        public var failures: Int32
        /// When it is tried again: microseconds since 1970-01-01 00:00 UTC.
        public var nextTryAt: Int64?
    }
}

/// What is known of the outbox.
public struct OutboxStatus: Codable, Sendable {
    /// How many changes are stored.
    public var rows: Int64
    /// Whether `rows` is the planner's estimate, since there are too many to count.
    public var rowsIsEstimate: Bool
    /// Its size on disk, with indexes.
    public var bytes: Int64
    /// How many segments there are, with the default partition and the one that stands for a paused capture.
    public var segments: Int64
    /// The segment that is written to.
    public var currentSegment: Int64?
    /// The highest sequence number drawn so far.
    public var newestSeq: Int64
    /// The lowest sequence number stored; nil when nothing is.
    public var oldestSeq: Int64?
    /// The age of the oldest change stored, in seconds.
    public var oldestAgeSeconds: Double?
    /// How many transactions have captured changes and not ended yet.
    public var openTransactions: Int64
    /// The age of the oldest of them, in seconds; nil when there is none, or this role may not see it.
    public var oldestOpenSeconds: Double?
}
