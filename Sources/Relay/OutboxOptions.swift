import Configuration
import TailraceCore

/// How long and how much the outbox keeps.
public struct OutboxOptions: ConfigurationSection {
    /// The heading in the reference.
    public static let title = "Outbox"
    /// What the section is for.
    public static let doc = """
        How long and how much the outbox keeps. It is written segment by segment, and a segment is given back as a whole \
        (with TRUNCATE) once every sink has been given what is in it and its retention has passed. One relay at a time \
        sees to it.
        """

    static let retention = ConfigurationKey(
        "retention", .duration(.zero...(.seconds(86_400 * 3_660))), default: .seconds(86_400),
        doc: """
            How long delivered changes are kept for replays, counted from the end of their segment, so up to an eighth \
            longer. With `0s` they are removed once their segment is closed and delivered.
            """)
    static let segmentSize = ConfigurationKey(
        "segment_size", .byteCount(ByteCount(bytes: 1 << 16)...ByteCount(bytes: 1 << 50)),
        default: ByteCount(bytes: 128 << 20),
        doc: "A new segment is begun when the present one, with its indexes, has this size.")
    static let segmentChanges = ConfigurationKey(
        "segment_changes", .integer(1...(.max)), default: 5_000_000, doc: "Or when it has so many changes.")
    static let segmentTime = ConfigurationKey(
        "segment_time", .duration(.seconds(1)...(.seconds(86_400 * 3_660))), default: .seconds(3_600),
        doc: """
            Or when it is so old. A segment always covers at least an eighth of the time that is kept, so that there \
            are never many.
            """)
    static let maximumSize = ConfigurationKey(
        optional: "max_size", .byteCount(ByteCount(bytes: 1 << 20)...ByteCount(bytes: 1 << 50)),
        doc: "The largest size that the outbox should have on disk, with its indexes. Left out: no limit.")
    static let whenFull = ConfigurationKey(
        "on_full", .choice(HousekeepingSettings.FullPolicy.self), default: .alert,
        doc: """
            What happens beyond `max_size`. `alert`: the log, `status` and `doctor` say so. `drop_oldest_delivered`: \
            delivered segments are given back before their retention has passed. `pause_capture`: that too, and when it \
            is not enough, changes are not captured until there is room; the application goes on. What is missing then \
            is recorded, and events with the op `gap` tell every sink where.
            """)

    /// Every key of the section.
    public static let keys: [any AnyConfigurationKey] = [
        retention, segmentSize, segmentChanges, segmentTime, maximumSize, whenFull,
    ]

    /// The settings.
    public let settings: HousekeepingSettings

    /// Reads the section.
    public init(_ reader: SectionReader) throws(ConfigurationError) {
        settings = HousekeepingSettings(
            retention: try reader.read(Self.retention),
            segmentBytes: Int64(try reader.read(Self.segmentSize).bytes),
            segmentChanges: Int64(try reader.read(Self.segmentChanges)),
            segmentAge: try reader.read(Self.segmentTime),
            maximumBytes: try reader.read(Self.maximumSize).map { Int64($0.bytes) },
            whenFull: try reader.read(Self.whenFull))
        guard settings.whenFull == .alert || settings.maximumBytes != nil else {
            throw reader.error("needs `max_size`, which says when the outbox is full", at: Self.whenFull)
        }
    }
}
