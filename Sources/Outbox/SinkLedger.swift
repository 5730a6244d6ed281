import PostgresClient
import TailraceCore
import TailraceSQL

/// The rows of `tailrace.sink`: positions, leases and states.
///
/// All sinks of a process share one connection for it: each statement is short.
public struct SinkLedger: Sendable {
    private let database: PostgresDatabase
    private let source: SourceIdentity?

    /// Makes a ledger over a connection.
    /// - Parameters:
    ///   - database: the connection.
    ///   - source: the installation that leases are taken from: one that has taken its place since is left alone. Nil to
    ///     take any.
    public init(database: PostgresDatabase, source: SourceIdentity? = nil) {
        self.database = database
        self.source = source
    }

    /// Where a new sink starts.
    public enum Start: String, CaseIterable, Sendable {
        /// With what is committed from now on.
        case now
        /// With the oldest change that is stored.
        case earliest
    }

    /// Makes a sink known; a known one keeps its position.
    /// - Throws: `PostgresError`.
    public func register(_ sink: String, type: String, start: Start) async throws {
        try await database.perform { session in
            let position =
                switch start {
                case .earliest: Position.earliest
                case .now: try Self.currentPosition(session)
                }
            try session.query(
                PostgresStatement(Queries.registerSink.text),
                [
                    .text(sink), .text(type), .text(position.snapshot.description),
                    .integer(position.highest.rawValue),
                ])
        }
    }

    private static func currentPosition(_ session: PostgresSession) throws -> Position {
        let row = try session.query(PostgresStatement(Queries.currentPosition.text))[0]
        return Position(
            snapshot: try Snapshot(row.get("snapshot", as: String.self)),
            highest: SequenceNumber(rawValue: try row.get("newest_seq")))
    }

    /// Takes a sink's lease.
    /// - Returns: nil when another relay holds it.
    /// - Throws: `PostgresError`.
    public func acquire(
        _ sink: String, type: String, owner: String, for duration: Duration
    ) async throws -> Acquisition? {
        try await database.perform { session in
            let rows = try session.query(
                PostgresStatement(Queries.acquireLease.text),
                [
                    .text(sink), .text(owner), .integer(duration.microseconds), .text(type), .text(source?.epoch),
                ])
            guard let row = rows.first else { return nil }
            return Acquisition(
                lease: Lease(sink: sink, epoch: try row.get("epoch"), duration: duration),
                position: try Position(row))
        }
    }

    /// Who holds a sink's lease, and for how long at least; nil when nobody does.
    /// - Throws: `PostgresError`.
    public func holder(of sink: String) async throws -> (owner: String, remaining: Duration)? {
        try await database.perform { session in
            guard let row = try session.query(PostgresStatement(Queries.leaseHolder.text), [.text(sink)]).first,
                let microseconds = try row.get("microseconds_left", as: Int64?.self), microseconds > 0
            else { return nil }
            return (try row.get("owner"), .microseconds(microseconds))
        }
    }

    /// Keeps a lease for another term.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func renew(_ lease: Lease) async throws {
        try await guarding(lease) { session in
            try session.query(
                OutboxStatement.renewLease,
                [
                    .text(lease.sink), .integer(lease.epoch), .integer(lease.duration.microseconds),
                    .text(source?.epoch),
                ])
        }
    }

    /// Gives a lease back, so that nobody has to wait for its end.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func release(_ lease: Lease) async throws {
        try await guarding(lease) { session in
            try session.query(
                PostgresStatement(Queries.releaseLease.text),
                [.text(lease.sink), .integer(lease.epoch), .text(source?.epoch)])
        }
    }

    /// Moves a sink's position, writes the receipt, and keeps the lease.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func mark(_ reading: WindowReading, _ lease: Lease) async throws {
        let changes = reading.batch?.changes ?? []
        let (since, upTo) = reading.visibility
        let range = changes.reduce(nil as ClosedRange<Int64>?) { range, change in
            let number = change.sequence.rawValue
            return range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
        }
        try await guarding(lease) { session in
            try session.query(
                OutboxStatement.mark,
                [
                    .text(lease.sink), .integer(lease.epoch), .text(reading.end.snapshot.description),
                    .integer(reading.end.highest.rawValue), .text(reading.end.window?.snapshot.description),
                    .integer(reading.end.window?.last.rawValue), .integer(lease.duration.microseconds),
                    .integer(changes.count), .integer(range?.lowerBound ?? 0), .integer(range?.upperBound ?? 0),
                    .text(since.description), .text(upTo.description), .text(source?.epoch),
                ])
        }
    }

    /// Says what a pipeline is doing, and what keeps it from it.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func report(_ state: SinkState, _ trouble: SinkTrouble?, _ lease: Lease) async throws {
        try await guarding(lease) { session in
            try session.query(
                PostgresStatement(Queries.reportState.text),
                [
                    .text(lease.sink), .integer(lease.epoch), .text(state.rawValue), .text(trouble?.kind),
                    .text(trouble?.message), .integer(trouble?.failures ?? 0),
                    .integer(trouble?.nextTry.microseconds), .text(source?.epoch),
                ])
        }
    }

    /// Every statement of an owner names its epoch; when it touches no row, somebody else owns the sink.
    private func guarding(
        _ lease: Lease, _ body: @Sendable (PostgresSession) throws -> PostgresResult
    ) async throws {
        let result = try await database.perform(body)
        guard result.rowCount > 0 else {
            throw LeaseLost("another relay has taken over the sink \(lease.sink)")
        }
    }
}

extension Position {
    /// Reads the columns that hold a position.
    init(_ row: PostgresRow) throws {
        var window: OpenWindow?
        if let snapshot = try row.get("window_snapshot", as: String?.self),
            let last = try row.get("window_last_seq", as: Int64?.self)
        {
            window = OpenWindow(snapshot: try Snapshot(snapshot), last: SequenceNumber(rawValue: last))
        }
        self.init(
            snapshot: try Snapshot(row.get("snapshot", as: String.self)),
            highest: SequenceNumber(rawValue: try row.get("highest_seq")), window: window)
    }
}
