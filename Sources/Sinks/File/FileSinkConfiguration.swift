import Configuration
import SinkKit
import TailraceCore

/// The configuration of a sink of `type: file`.
public struct FileSinkConfiguration: SinkType {
    /// `file`.
    public static let name = "file"
    /// The heading in the reference.
    public static let title = "File sink"
    /// What the sink does, for the reference.
    public static let doc = """
        Appends changes to a file, one JSON object a line, each exactly once. How far it is stands beside the file in \
        `PATH.position`; the two belong together. `PATH.lock` keeps a second process away from them. While a relay that \
        has lost the sink still has the file open, since it is frozen, the next one works on a copy in the file's place, \
        and appends a number to the names of the other two.
        """
    /// The file.
    public static let path = ConfigurationKey(
        "path", .path,
        doc: "The file. Its folder must exist. Relative paths start from the configuration file's folder.")
    /// The size that a file does not outgrow.
    public static let rotateSize = ConfigurationKey(
        optional: "rotate_size", .byteCount(ByteCount(bytes: 4096)...ByteCount(bytes: 1 << 50)),
        doc: """
            Begin a new file before this one grows larger. The finished one is renamed: `changes.jsonl` to \
            `changes.000001.20261120T225100Z.jsonl`, which is its number and when it was begun, in UTC. A batch is \
            never divided; one that is larger gets a file of its own. Left out: no limit.
            """)
    /// The time that a file covers at the most.
    public static let rotateEvery = ConfigurationKey(
        optional: "rotate_every", .duration(.seconds(1)...Duration.seconds(3_660 * 86_400)),
        doc: """
            Begin a new file with the first batch that comes this long after the file was begun. Left out: no limit.
            """)
    /// The size of a line that is not exceeded.
    public static let maxEvent = ConfigurationKey(
        optional: "max_event", .byteCount(ByteCount(bytes: 256)...ByteCount(bytes: 1 << 30)),
        doc: """
            Refuse a change whose line would be longer than this, its line break not counted: for readers that have \
            such a bound. What then becomes of it, `on_poison` says. Left out: no limit.
            """)
    /// Every key, in the order of the reference.
    public static let keys: [any AnyConfigurationKey] = [path, rotateSize, rotateEvery, maxEvent]

    let path: String
    let rotation: Rotation
    /// In bytes; nil for no limit.
    let maxEvent: Int?

    /// Reads the keys.
    public init(_ reader: SectionReader) throws(ConfigurationError) {
        path = try reader.read(Self.path)
        rotation = Rotation(
            size: try reader.read(Self.rotateSize)?.bytes, interval: try reader.read(Self.rotateEvery))
        maxEvent = try reader.read(Self.maxEvent)?.bytes
    }

    init(path: String, rotation: Rotation = Rotation(), maxEvent: Int? = nil) {
        self.path = path
        self.rotation = rotation
        self.maxEvent = maxEvent
    }

    /// The file.
    public var exclusiveDestination: String? { path }

    /// Makes the sink; the file is touched when it is opened.
    public func makeSink(_ context: SinkContext) -> any Sink {
        FileSink(self, context: context)
    }
}
