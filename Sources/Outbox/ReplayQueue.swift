import PostgresClient
import TailraceCore
import TailraceSQL

/// The requests in `tailrace.replay`: made by a command, carried out by the relay that serves the sink.
public struct ReplayQueue: Sendable {
    private let database: PostgresDatabase

    /// Makes a queue over a connection.
    public init(database: PostgresDatabase) {
        self.database = database
    }

    /// A request that is being carried out.
    public struct Request: Sendable {
        /// Its number.
        public let id: Int64
        /// What to send. It begins behind what has been sent before an interruption.
        public let range: ReplayRange
        /// At most so many changes a second; nil for no limit.
        public let changesASecond: Int?
    }

    /// How far a request is.
    public struct Progress: Sendable {
        /// requested, running, done or cancelled.
        public let state: String
        /// How many changes have been sent.
        public let sent: Int64
        /// Whether a relay serves the sink now.
        public let isServed: Bool
        /// What keeps the sink from taking changes; empty when nothing does.
        public let trouble: String

        /// Whether nothing more will happen.
        public var isOver: Bool { state == "done" || state == "cancelled" }
    }

    /// Makes a request.
    /// - Returns: its number; nil when there is no such sink.
    /// - Throws: `PostgresError`.
    public func request(_ range: ReplayRange, sink: String, changesASecond: Int?) async throws -> Int64? {
        try await database.perform { session in
            try session.query(
                PostgresStatement(Queries.requestReplay.text),
                [.text(sink), .integer(range.from.rawValue), .integer(range.to.rawValue)] + range.filter
                    + [.integer(changesASecond)]
            ).first?.get("id")
        }
    }

    /// How far a request is; nil when it is gone.
    /// - Throws: `PostgresError`.
    public func progress(of id: Int64) async throws -> Progress? {
        try await database.perform { session in
            let rows = try session.query(PostgresStatement(Queries.replayProgress.text), [.integer(id)])
            guard let row = rows.first else { return nil }
            return Progress(
                state: try row.get("state"), sent: try row.get("sent"), isServed: try row.get("is_served"),
                trouble: try row.get("error"))
        }
    }

    /// Withdraws a request. What has been sent stays sent.
    /// - Throws: `PostgresError`.
    public func cancel(_ id: Int64) async throws {
        try await database.perform { session in
            _ = try session.query(PostgresStatement(Queries.cancelReplay.text), [.integer(id)])
        }
    }

    /// The oldest open request for a sink.
    /// - Throws: `PostgresError`.
    public func next(_ lease: Lease) async throws -> Request? {
        try await database.perform { session -> Request? in
            let rows = try session.query(
                OutboxStatement.nextReplay, [.text(lease.sink), .integer(lease.epoch)])
            guard let row = rows.first else { return nil }
            var table: RelationName?
            if let schema = try row.get("schema_name", as: String?.self) {
                table = RelationName(schema: schema, name: try row.get("table_name"))
            }
            let range = ReplayRange(
                from: SequenceNumber(rawValue: try row.get("last_seq", as: Int64.self) + 1),
                to: SequenceNumber(rawValue: try row.get("to_seq")), table: table, key: try row.get("key"))
            return Request(
                id: try row.get("id"), range: range,
                changesASecond: try row.get("changes_a_second", as: Int32?.self).map(Int.init))
        }
    }

    /// Notes that a part of a request has been sent.
    /// - Parameters:
    ///   - request: the request.
    ///   - last: everything wanted up to this sequence number has been sent.
    ///   - count: how many changes have been sent now.
    ///   - isDone: whether that was all.
    ///   - lease: the lease of the sink.
    /// - Returns: whether to go on: not when it was withdrawn.
    /// - Throws: `PostgresError`.
    public func advance(
        _ request: Request, to last: SequenceNumber, sent count: Int, isDone: Bool, _ lease: Lease
    ) async throws -> Bool {
        try await database.perform { session in
            try session.query(
                OutboxStatement.advanceReplay,
                [
                    .integer(request.id), .text(lease.sink), .integer(lease.epoch), .integer(last.rawValue),
                    .integer(count), .bool(isDone),
                ]
            ).rowCount > 0
        }
    }
}
