import PostgresClient
import TailraceCore
import TailraceSQL

/// The rows of `tailrace.sink`: positions, leases and states.
///
/// All sinks of a process share one connection for it: each statement is short.
public struct SinkLedger: Sendable {
    private let database: PostgresDatabase
    private let source: SourceIdentity?
    private let history: SourceHistory?

    /// Makes a ledger over a connection.
    /// - Parameters:
    ///   - database: the connection.
    ///   - source: the installation that leases are taken from: one that has taken its place since is left alone. Nil to
    ///     take any.
    ///   - history: what positions are of: on a branch of it they are not marked. Nil to mark on any.
    public init(database: PostgresDatabase, source: SourceIdentity? = nil, history: SourceHistory? = nil) {
        self.database = database
        self.source = source
        self.history = history
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

    /// Takes away a sink's position and replays.
    /// - Returns: whether that was done; not while a relay serves it.
    /// - Throws: `PostgresError`.
    public func forget(_ sink: String) async throws -> Bool {
        try await database.perform { session in
            try session.query(PostgresStatement(Queries.forgetSink.text), [.text(sink)]).rowCount > 0
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
                position: try Position(row), revision: try row.get("revision"),
                seekRevision: try row.get("seek_revision"),
                doubt: try row.get("doubt_seq", as: Int64?.self).map(SequenceNumber.init(rawValue:)))
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
    /// - Parameters:
    ///   - reading: what has been delivered.
    ///   - lease: the sink's lease.
    ///   - number: the mark's number, counted from 1 under this lease: one that arrives when its sender has given up on it
    ///     and made the next does nothing. Made again since its answer was lost, it keeps its number. Nil for the next one.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func mark(_ reading: WindowReading, _ lease: Lease, number: Int64? = nil) async throws {
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
                    .text(history?.description), .integer(number),
                ])
        }
    }

    /// How many sequence numbers are left out where some may have been given to changes that are lost.
    static let sequenceLeap: Int64 = 1_000_000

    /// Notes that the server goes on from a branch of its history; draws sequence numbers far ahead.
    /// - Returns: whether it had not been noted.
    /// - Throws: `PostgresError`.
    public func noteBranch() async throws -> Bool {
        try await database.perform { session in
            try session.query(PostgresStatement(Queries.noteNewBranch.text)).single()
        }
    }

    /// Has a sink go on from its mark: what it has stored itself does not count any more.
    /// - Returns: the sink's new revision.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func adoptMark(_ lease: Lease) async throws -> Int64 {
        try await database.perform { session in
            let rows = try session.query(
                PostgresStatement(Queries.adoptMark.text), [.text(lease.sink), .integer(lease.epoch)])
            guard let row = rows.first else { throw LeaseLost(of: lease) }
            return try row.get("revision")
        }
    }

    /// Raises a sink's revision to that of what it has stored itself: the counter may have begun anew since, and what is
    /// counted from now on has to be later.
    /// - Returns: the sink's revision.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func raiseRevision(to revision: Int64, _ lease: Lease) async throws -> Int64 {
        try await database.perform { session in
            let rows = try session.query(
                PostgresStatement(Queries.raiseRevision.text),
                [.text(lease.sink), .integer(lease.epoch), .integer(revision)])
            guard let row = rows.first else { throw LeaseLost(of: lease) }
            return try row.get("revision")
        }
    }

    /// Notes that a sink has changes which the server may have lost.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func noteDoubt(upTo seq: SequenceNumber, _ lease: Lease) async throws {
        try await guarding(lease) { session in
            try session.query(
                PostgresStatement(Queries.noteDoubt.text),
                [.text(lease.sink), .integer(lease.epoch), .integer(seq.rawValue)])
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
                    .integer(trouble?.nextTry?.microseconds), .text(source?.epoch),
                ])
        }
    }

    /// Every statement of an owner names its epoch; when it touches no row, somebody else owns the sink.
    private func guarding(
        _ lease: Lease, _ body: @Sendable (PostgresSession) throws -> PostgresResult
    ) async throws {
        let result = try await database.perform(body)
        guard result.rowCount > 0 else {
            throw LeaseLost(of: lease)
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
