import PostgresClient
import TailraceCore
import TailraceSQL

/// The operator's levers: what commands ask of a sink, in the database, whether a relay runs or not.
public struct SinkControl: Sendable {
    private let database: PostgresDatabase

    /// Makes levers over a connection.
    public init(database: PostgresDatabase) {
        self.database = database
    }

    /// Pauses a sink, or a table of it. A pause that is there already stays.
    /// - Parameters:
    ///   - sink: the sink.
    ///   - table: the table; nil for the whole sink.
    ///   - who: who asks.
    ///   - reason: why; nil where nobody said.
    /// - Returns: whether there is such a sink.
    /// - Throws: `PostgresError`.
    public func pause(_ sink: String, table: RelationName?, by who: String, reason: String?) async throws -> Bool {
        try await database.perform { session in
            try session.query(
                PostgresStatement(Queries.pauseSink.text),
                [.text(sink), .text(table?.schema), .text(table?.name), .text(who), .text(reason)]
            ).rowCount > 0
        }
    }

    /// Whether the database has a table of this name now. Changes of a former one may still wait.
    /// - Throws: `PostgresError`.
    public func hasTable(_ table: RelationName) async throws -> Bool {
        try await database.perform { session in
            try session.query(
                PostgresStatement(Queries.tableExists.text), [.text(table.schema), .text(table.name)]
            ).single()
        }
    }

    /// What a resumption found.
    public struct Resumption: Sendable {
        /// Whether there is such a sink.
        public let isKnown: Bool
        /// Whether it was paused.
        public let wasPaused: Bool
        /// Whether it was stopped by a refused change, which is now tried again.
        public let wasHalted: Bool
    }

    /// Ends a pause; with the whole sink, a change by which it was stopped is tried again.
    /// - Throws: `PostgresError`.
    public func resume(_ sink: String, table: RelationName?, by who: String) async throws -> Resumption {
        try await database.perform { session in
            let row = try session.query(
                PostgresStatement(Queries.resumeSink.text),
                [.text(sink), .text(table?.schema), .text(table?.name), .text(who)])[0]
            return Resumption(
                isKnown: try row.get("is_known"), wasPaused: try row.get("resumed", as: Int64.self) > 0,
                wasHalted: try row.get("tried", as: Int64.self) > 0)
        }
    }

    /// Where a sink can be moved to.
    public enum Target: Sendable {
        /// What is committed from now on.
        case now
        /// The oldest change that is stored.
        case earliest
        /// Behind this sequence number. Of the transactions in progress now everything will be delivered.
        case sequence(SequenceNumber)

        /// The position, as the queries take it: a snapshot (null for one taken by the statement), whether a window up to
        /// such a snapshot is open, and the last sequence number delivered.
        ///
        /// A number does not order commits. Behind everything up to a number is the window from the very beginning to
        /// now, of which all up to that number has been delivered: what is in progress now comes with the next window,
        /// whatever its numbers.
        fileprivate func parameters(newest: SequenceNumber) -> [PostgresParameter] {
            switch self {
            case .now: [.null, .bool(false), .integer(newest.rawValue)]
            case .earliest: [.text(Snapshot.beginning.description), .bool(false), .integer(0)]
            case .sequence(let number): [.text(Snapshot.beginning.description), .bool(true), .integer(number.rawValue)]
            }
        }
    }

    /// What a seek would do.
    public struct SeekPlan: Sendable {
        /// The highest sequence number that the sink has been given.
        public let highest: SequenceNumber
        /// The highest one drawn.
        public let newest: SequenceNumber
        /// Retention has removed changes up to here.
        public let removedThrough: SequenceNumber
        /// How many stored changes would be left out.
        public let skipped: Int64
        /// How many would be sent again.
        public let again: Int64
    }

    /// Looks at what a seek would do, and does nothing.
    /// - Returns: nil when there is no such sink.
    /// - Throws: `PostgresError`.
    public func planSeek(_ sink: String, to target: Target) async throws -> SeekPlan? {
        try await database.perform { session in
            guard
                let row = try session.query(
                    PostgresStatement(Queries.planSeek.text), [.text(sink)] + target.parameters(newest: .zero)
                ).first
            else { return nil }
            return SeekPlan(
                highest: SequenceNumber(rawValue: try row.get("highest_seq")),
                newest: SequenceNumber(rawValue: try row.get("newest_seq")),
                removedThrough: SequenceNumber(rawValue: try row.get("removed_through")),
                skipped: try row.get("skipped"), again: try row.get("again"))
        }
    }

    /// Moves a sink. A relay that serves it stops delivering first, and goes on from the new position: so nothing is
    /// delivered from the old one after the new one is taken.
    /// - Parameters:
    ///   - newest: the highest sequence number drawn, as the plan has it.
    ///   - who: who asks.
    /// - Throws: `PostgresError`; the sink then may be left paused.
    public func seek(_ sink: String, to target: Target, newest: SequenceNumber, by who: String) async throws {
        let (epoch, endsPause) = try await database.perform { session in
            let row = try session.query(PostgresStatement(Queries.beginSeek.text), [.text(sink), .text(who)])[0]
            return (try row.get("epoch", as: Int64.self), try row.get("is_pause_new", as: Bool.self))
        }
        while try await !isFenced(sink, epoch) { try await Task.sleep(for: Self.pollInterval) }
        FaultPoint.reach(.beforeSeek)
        try await database.perform { session in
            _ = try session.query(
                PostgresStatement(Queries.seekSink.text),
                [.text(sink)] + target.parameters(newest: newest) + [.bool(endsPause)])
        }
    }

    private static let pollInterval = Duration.milliseconds(50)

    private func isFenced(_ sink: String, _ epoch: Int64) async throws -> Bool {
        try await database.perform { session in
            try session.query(PostgresStatement(Queries.isFenced.text), [.text(sink), .integer(epoch)]).single()
        }
    }
}
