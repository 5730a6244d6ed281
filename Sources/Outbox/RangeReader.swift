import PostgresClient
import TailraceCore
import TailraceSQL

/// Reads the committed changes of a range in order of their sequence numbers, for a replay.
public struct RangeReader: Sendable {
    private let database: PostgresDatabase
    private let range: ReplayRange
    private let limits: BatchLimits

    /// Makes a reader.
    public init(database: PostgresDatabase, range: ReplayRange, limits: BatchLimits) {
        self.database = database
        self.range = range
        self.limits = limits
    }

    /// What a replay of the range would send, and what stands in the way of its being whole.
    public struct Survey: Sendable {
        /// How many changes are stored and visible.
        public let changes: Int64
        /// The lowest sequence number among them; zero when there are none.
        public let first: SequenceNumber
        /// The highest one; zero when there are none.
        public let last: SequenceNumber
        /// Retention has removed changes up to here.
        public let removedThrough: SequenceNumber
        /// The highest sequence number drawn so far.
        public let newest: SequenceNumber
        /// How many transactions have captured changes and not ended yet.
        public let openTransactions: Int64
    }

    /// Looks at the range without sending anything.
    /// - Throws: `PostgresError`.
    public func survey() async throws -> Survey {
        try await database.perform { session in
            let row = try session.query(
                PostgresStatement(Queries.countRange.text),
                [.integer(range.from.rawValue), .integer(range.to.rawValue)] + range.filter)[0]
            return Survey(
                changes: try row.get("changes"), first: SequenceNumber(rawValue: try row.get("first_seq")),
                last: SequenceNumber(rawValue: try row.get("last_seq")),
                removedThrough: SequenceNumber(rawValue: try row.get("removed_through")),
                newest: SequenceNumber(rawValue: try row.get("newest_seq")),
                openTransactions: try row.get("open_transactions"))
        }
    }

    /// Reads the next batch.
    /// - Parameter last: only sequence numbers above this one.
    /// - Returns: the batch; nil when there is none, and whether there may be more behind it.
    /// - Throws: `PostgresError`.
    public func read(after last: SequenceNumber) async throws -> (batch: ChangeBatch?, hasMore: Bool) {
        try await database.perform { session in
            var builder = ChangeBatchBuilder()
            let isWhole = try session.stream(
                OutboxStatement.readRange,
                [.integer(last.rawValue), .integer(range.to.rawValue)] + range.filter + [.integer(limits.changes)]
            ) { (row) throws(PostgresError) in
                try builder.append(row)
                return builder.byteCount < limits.bytes
            }
            let hasMore = !isWhole || builder.count == limits.changes
            return (builder.count > 0 ? builder.build(.replay) : nil, hasMore)
        }
    }
}
