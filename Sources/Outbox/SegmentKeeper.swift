import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// Keeps the outbox's segments, under a lease of its own: what it does is decided elsewhere, and done by functions of the
/// schema, which check everything again.
public struct SegmentKeeper: Sendable {
    private let database: PostgresDatabase
    private let source: SourceIdentity
    private let owner: String

    /// Makes a keeper.
    /// - Parameters:
    ///   - database: a connection for it alone.
    ///   - source: the installation to look after; one that has taken its place since is left alone.
    ///   - owner: names this process; unique among processes.
    public init(database: PostgresDatabase, source: SourceIdentity, owner: String) {
        self.database = database
        self.source = source
        self.owner = owner
    }

    /// What came of an action.
    public enum Outcome: String, Sendable {
        /// It is done.
        case done
        /// The lease is another process's.
        case lost
        /// Somebody is using the segment; it can be tried again.
        case locked
        /// The segment is written to.
        case current
        /// A sink or a replay needs what is in the segment.
        case needed
        /// The segment's retention has not passed.
        case retained
        /// There is no such segment.
        case missing
    }

    /// Takes or keeps the lease.
    /// - Returns: its epoch; nil when another process has it.
    /// - Throws: `PostgresError`.
    public func keep(_ settings: HousekeepingSettings, for term: Duration) async throws -> Int64? {
        try await database.perform { session in
            try session.query(
                PostgresStatement(Queries.takeHouse.text),
                [
                    .text(owner), .integer(term.microseconds), .integer(settings.retention.microseconds),
                    .integer(settings.maximumBytes), .text(settings.whenFull.rawValue), .text(source.epoch),
                ]
            ).first?.get("epoch", as: Int64?.self) ?? nil
        }
    }

    /// Looks at the outbox.
    /// - Throws: `PostgresError`.
    public func look() async throws -> OutboxFacts {
        try await database.perform { session in try Self.look(session).facts }
    }

    static func look(_ session: PostgresSession) throws -> (facts: OutboxFacts, house: PostgresRow) {
        let house = try session.query(PostgresStatement(Queries.housekeeping.text))[0]
        var segments: [SegmentFacts] = []
        for row in try session.query(PostgresStatement(Queries.listSegments.text)) {
            segments.append(
                SegmentFacts(
                    number: try row.get("number"), isCurrent: try row.get("is_current"),
                    isUsed: try row.get("is_used"), bytes: try row.get("bytes"), openedAt: try row.get("opened_at"),
                    closedAt: try row.get("closed_at"), changes: try row.get("changes"),
                    firstSeq: try row.get("first_seq"), lastSeq: try row.get("last_seq"),
                    sinks: try list(row.get("sinks")), replays: try list(row.get("replays"))))
        }
        let facts = OutboxFacts(
            segments: segments, isPaused: try house.get("is_paused"), sinks: try list(house.get("sinks")),
            now: try house.get("now"))
        return (facts, house)
    }

    private static func list<Element: Decodable>(_ json: String) throws -> [Element] {
        try JSONDecoder().decode([Element].self, from: Data(json.utf8))
    }

    /// Does one thing.
    /// - Throws: `PostgresError`.
    public func perform(
        _ action: SegmentPlan.Action, _ settings: HousekeepingSettings, epoch: Int64
    ) async throws -> Outcome {
        let (query, arguments): (SQLFile, [PostgresParameter]) =
            switch action {
            case .empty(let number, let early):
                (
                    Queries.truncateSegment,
                    [.integer(number), .integer(early ? 0 : settings.retention.microseconds)]
                )
            case .add(let number): (Queries.attachSegment, [.integer(number)])
            case .open(let number), .resume(let number): (Queries.switchSegment, [.integer(number)])
            case .pause: (Queries.switchSegment, [0])
            }
        return try await database.perform { session in
            // The functions look again under their lock, which an older snapshot would not show.
            try session.transaction(TransactionOptions(isolation: .readCommitted, ignoresSessionSettings: true)) {
                session in
                let outcome: String = try session.query(
                    PostgresStatement(query.text), [.integer(epoch)] + arguments
                ).single()
                FaultPoint.reach(.midHousekeeping)
                return Outcome(rawValue: outcome) ?? .missing
            }
        }
    }

    /// Notes what keeps the housekeeper from its work, or gives its lease back.
    /// - Parameter trouble: what is wrong; empty when nothing is any more; nil to give the lease back.
    /// - Throws: `PostgresError`.
    public func leave(epoch: Int64, trouble: String? = nil) async throws {
        try await database.perform { session in
            _ = try session.query(
                PostgresStatement(Queries.releaseHouse.text), [.integer(epoch), .text(trouble)])
        }
    }

    /// Closes the connection.
    public func close() async {
        await database.close()
    }
}
