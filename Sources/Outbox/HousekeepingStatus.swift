import PostgresClient
import TailraceCore

/// What is known of the outbox's segments, and of who looks after them.
public struct HousekeepingStatus: Codable, Sendable {
    /// The process that rotates and empties segments; nil when none does.
    public var keeper: String?
    /// How long delivered changes are kept, in seconds; nil before a relay has run.
    public var retentionSeconds: Double?
    /// The largest size wanted, in bytes.
    public var maximumBytes: Int64?
    /// What happens beyond it.
    public var onFull: String?
    /// Whether capture is paused since the outbox is full.
    public var isPaused: Bool
    /// How often it has been.
    public var gaps: Int64
    /// What keeps the housekeeper from its work.
    public var trouble: String?
    /// The size of the receipts, in bytes.
    public var receiptBytes: Int64
    /// The database's clock: microseconds since 1970-01-01 00:00 UTC.
    public var now: Int64
    /// The segments, and the default partition.
    public var segments: [SegmentFacts]

    /// What holds closed segments back, with the bytes of those that it holds; the largest first.
    public var holders: [(name: String, bytes: Int64)] {
        var bytes: [String: Int64] = [:]
        for segment in segments where !segment.isCurrent {
            for name in segment.sinks.map({ "sink \($0)" }) + segment.replays.map({ "replay \($0)" }) {
                bytes[name, default: 0] += segment.bytes
            }
        }
        return bytes.map { (name: $0.key, bytes: $0.value) }.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
    }

    init(_ session: PostgresSession) throws {
        let (facts, house) = try SegmentKeeper.look(session)
        let trouble: String = try house.get("error")
        keeper = try house.get("is_kept") ? house.get("owner") : nil
        retentionSeconds = try house.get("retention_seconds")
        maximumBytes = try house.get("max_bytes")
        onFull = try house.get("on_full")
        isPaused = facts.isPaused
        gaps = try house.get("gaps")
        self.trouble = trouble.isEmpty ? nil : trouble
        receiptBytes = try house.get("receipt_bytes")
        now = facts.now
        segments = facts.segments
    }
}
