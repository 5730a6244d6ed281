import Configuration
import Outbox

/// How the relay works.
public struct RelayOptions: ConfigurationSection {
    /// The heading in the reference.
    public static let title = "Relay"
    /// What the section is for.
    public static let doc = "How the relay reads and delivers. The defaults suit nearly everybody."

    static let poll = ConfigurationKey(
        "poll", .duration(.milliseconds(1)...(.seconds(3600))), default: .milliseconds(10),
        doc: "How soon to look for changes again after some were found.")
    static let idlePoll = ConfigurationKey(
        "idle_poll", .duration(.milliseconds(1)...(.seconds(3600))), default: .milliseconds(250),
        doc: "What the wait grows to while nothing happens; the most that it adds to a change's way.")
    static let batchChanges = ConfigurationKey(
        "batch_changes", .integer(1...1_000_000), default: 5_000, doc: "The most changes in one batch.")
    static let batchBytes = ConfigurationKey(
        "batch_bytes", .byteCount(ByteCount(bytes: 1)...ByteCount(bytes: 1 << 30)),
        default: ByteCount(bytes: 8 << 20),
        doc: """
            A batch ends with the change that takes it to this size. Memory holds about four times as much for each \
            sink, and for all together what `memory` says.
            """)
    static let memory = ConfigurationKey(
        "memory", .byteCount(ByteCount(bytes: 1 << 20)...ByteCount(bytes: 1 << 40)),
        default: ByteCount(bytes: 256 << 20),
        doc: """
            What the batches of all sinks together may take in memory. Where there are many sinks, each gets smaller \
            batches. A single change that is larger is still read as a whole, and takes about four times its size while \
            it is delivered.
            """)
    static let connections = ConfigurationKey(
        "connections", .integer(1...1_000), default: 4,
        doc: """
            The most database connections for reading and marking, shared by all sinks; each is borrowed for a moment and \
            closed when it is not needed. Up to five more serve leases, replays and the housekeeper.
            """)
    static let lease = ConfigurationKey(
        "lease", .duration(.milliseconds(500)...(.seconds(3600))), default: .seconds(10),
        doc: """
            How long a relay that has died or lost the database keeps its sinks from another one. Renewed at a third \
            of it.
            """)
    static let retryBase = ConfigurationKey(
        "retry_base", .duration(.milliseconds(1)...(.seconds(3600))), default: .milliseconds(100),
        doc: "The longest wait before the first repetition of something that failed; doubled with each failure.")
    static let retryCap = ConfigurationKey(
        "retry_cap", .duration(.milliseconds(1)...(.seconds(3600))), default: .seconds(30),
        doc: "The longest wait before any repetition.")
    static let shutdownTimeout = ConfigurationKey(
        "shutdown_timeout", .duration(.milliseconds(100)...(.seconds(3600))), default: .seconds(20),
        doc: "How long a batch in hand may take to be delivered and marked after a signal to stop.")

    /// Every key of the section.
    public static let keys: [any AnyConfigurationKey] = [
        poll, idlePoll, batchChanges, batchBytes, memory, connections, lease, retryBase, retryCap, shutdownTimeout,
    ]

    /// The wait after a window with changes.
    public let poll: Duration
    /// The longest wait while there are none.
    public let idlePoll: Duration
    /// The bounds of a batch.
    public private(set) var batch: BatchLimits
    /// What all batches together may take, in bytes.
    private let memory: Int
    /// The most connections for reading and marking.
    public let connections: Int
    /// How long a lease holds.
    public let lease: Duration
    /// The upper bound of the first retry's wait.
    public let retryBase: Duration
    /// The upper bound of every retry's wait.
    public let retryCap: Duration
    /// How long a graceful stop may take.
    public let shutdownTimeout: Duration

    /// The same with the batches that fit into memory when there are so many sinks.
    func serving(sinks: Int) -> RelayOptions {
        var options = self
        options.batch = batch.sharing(memory: memory, among: sinks)
        return options
    }

    /// Reads the section.
    public init(_ reader: SectionReader) throws(ConfigurationError) {
        poll = try reader.read(Self.poll)
        idlePoll = try reader.read(Self.idlePoll)
        batch = BatchLimits(
            changes: try reader.read(Self.batchChanges), bytes: try reader.read(Self.batchBytes).bytes)
        memory = try reader.read(Self.memory).bytes
        connections = try reader.read(Self.connections)
        lease = try reader.read(Self.lease)
        retryBase = try reader.read(Self.retryBase)
        retryCap = try reader.read(Self.retryCap)
        shutdownTimeout = try reader.read(Self.shutdownTimeout)
        guard idlePoll >= poll else {
            throw reader.error("shorter than `poll`", at: Self.idlePoll)
        }
        guard retryCap >= retryBase else {
            throw reader.error("shorter than `retry_base`", at: Self.retryCap)
        }
    }
}
