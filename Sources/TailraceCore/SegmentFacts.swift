/// What is known of one segment of the outbox.
public struct SegmentFacts: Codable, Equatable, Sendable {
    /// Its number; nil for the default partition.
    public var number: Int32?
    /// Whether changes are written to it now.
    public var isCurrent: Bool
    /// Whether it has any storage, be it of rows that nobody sees.
    public var isUsed: Bool
    /// Its size on disk, with indexes.
    public var bytes: Int64
    /// When it was opened: microseconds since 1970-01-01 00:00 UTC, by the database's clock.
    public var openedAt: Int64?
    /// When it was closed; nil while it is open, or when it never was.
    public var closedAt: Int64?
    /// How many sequence numbers have been drawn since it was opened; nil when it is closed.
    public var changes: Int64?
    /// The lowest sequence number in it.
    public var firstSeq: Int64?
    /// The highest one.
    public var lastSeq: Int64?
    /// The sinks that have not been given everything in it.
    public var sinks: [String]
    /// The open replays that read from it.
    public var replays: [Int64]

    /// Describes a segment.
    public init(
        number: Int32?, isCurrent: Bool = false, isUsed: Bool = false, bytes: Int64 = 0, openedAt: Int64? = nil,
        closedAt: Int64? = nil, changes: Int64? = nil, firstSeq: Int64? = nil, lastSeq: Int64? = nil,
        sinks: [String] = [], replays: [Int64] = []
    ) {
        self.number = number
        self.isCurrent = isCurrent
        self.isUsed = isUsed
        self.bytes = bytes
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.changes = changes
        self.firstSeq = firstSeq
        self.lastSeq = lastSeq
        self.sinks = sinks
        self.replays = replays
    }

    /// Whether nobody needs what is in it any more, but for its retention.
    public var isDelivered: Bool { sinks.isEmpty && replays.isEmpty }
}

/// What is known of the outbox as a whole.
public struct OutboxFacts: Equatable, Sendable {
    /// Its segments, and the default partition.
    public var segments: [SegmentFacts]
    /// Whether capture is paused.
    public var isPaused: Bool
    /// The sinks that the database knows.
    public var sinks: [String]
    /// The database's clock, in microseconds.
    public var now: Int64

    /// Describes the outbox.
    public init(segments: [SegmentFacts], isPaused: Bool, sinks: [String], now: Int64) {
        self.segments = segments
        self.isPaused = isPaused
        self.sinks = sinks
        self.now = now
    }

    /// The size of all segments on disk.
    public var bytes: Int64 { segments.reduce(0) { $0 + $1.bytes } }
}
