/// How long and how much the outbox keeps.
public struct HousekeepingSettings: Equatable, Sendable {
    /// How long delivered changes are kept, from when their segment is closed.
    public var retention: Duration
    /// A segment is closed when it has reached this size.
    public var segmentBytes: Int64
    /// Or this many changes.
    public var segmentChanges: Int64
    /// Or this age.
    public var segmentAge: Duration
    /// The largest size wanted; nil for any.
    public var maximumBytes: Int64?
    /// What happens beyond it.
    public var whenFull: FullPolicy

    /// What happens when the outbox is larger than wanted.
    public enum FullPolicy: String, CaseIterable, Sendable {
        /// It is said, and nothing else happens.
        case alert
        /// Delivered segments are given back before their retention has passed.
        case dropOldestDelivered = "drop_oldest_delivered"
        /// That too; and when it is not enough, changes are not captured until there is room.
        case pauseCapture = "pause_capture"
    }

    /// Describes what is kept.
    public init(
        retention: Duration, segmentBytes: Int64, segmentChanges: Int64, segmentAge: Duration,
        maximumBytes: Int64? = nil, whenFull: FullPolicy = .alert
    ) {
        self.retention = retention
        self.segmentBytes = segmentBytes
        self.segmentChanges = segmentChanges
        self.segmentAge = segmentAge
        self.maximumBytes = maximumBytes
        self.whenFull = whenFull
    }
}
