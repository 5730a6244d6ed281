import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// Gathers what `status` shows.
public struct StatusReader: Sendable {
    private let database: PostgresDatabase

    /// Up to so many rows are counted; more are estimated, so that a look never weighs on the database.
    private static let countBound = 100_000

    /// Makes a reader over a connection.
    public init(database: PostgresDatabase) {
        self.database = database
    }

    /// Looks at every sink and at the outbox, in one snapshot.
    /// - Throws: `PostgresError`, `SourceProblem` when nothing is installed.
    public func read() async throws -> Status {
        let source = try await SourceCheck.identify(database)
        return try await database.perform { session in
            try session.transaction(
                TransactionOptions(isolation: .repeatableRead, readOnly: true, ignoresSessionSettings: true)
            ) { session in
                var sinks: [SinkStatus] = []
                for row in try session.query(PostgresStatement(Queries.statusSinks.text)) {
                    sinks.append(try Self.sink(row, session))
                }
                return Status(
                    source: source.name, relays: try Self.relays(session), sinks: sinks,
                    outbox: try Self.outbox(session), housekeeping: try HousekeepingStatus(session))
            }
        }
    }

    private static func sink(_ row: PostgresRow, _ session: PostgresSession) throws -> SinkStatus {
        let position = try Position(row)
        let pending = try session.query(
            PostgresStatement(Queries.pending.text),
            [
                .text(position.snapshot.description), .integers(position.snapshot.inProgress),
                .integer(position.snapshot.xmax), .integer(position.highest.rawValue),
                .text(position.window?.snapshot.description), .integer(position.window?.last.rawValue),
                .integer(countBound),
            ])[0]
        var trouble: SinkStatus.Trouble?
        if let message = try row.get("error", as: String?.self), let at = try row.get("error_at", as: Int64?.self) {
            trouble = SinkStatus.Trouble(
                kind: try row.get("error_kind", as: String?.self) ?? "", message: message, at: at,
                failures: try row.get("failures"), nextTryAt: try row.get("next_try_at"))
        }
        let owner: String = try row.get("owner")
        return SinkStatus(
            name: try row.get("name"), type: try row.get("type"), state: try row.get("state"),
            owner: owner.isEmpty ? nil : owner, epoch: try row.get("epoch"), position: position,
            highestSeq: position.highestDelivered.rawValue, pending: try pending.get("changes"),
            pendingIsEstimate: try pending.get("is_estimate"), lagSeconds: try pending.get("lag_seconds"),
            delivered: try row.get("delivered"), lastDeliveredAt: try row.get("last_delivered_at"),
            lastError: trouble, deadLetters: try row.get("refused"), held: try row.get("waiting"),
            pauses: try JSONDecoder().decode(
                [SinkStatus.Pause].self, from: Data(row.get("pauses", as: String.self).utf8)))
    }

    private static func relays(_ session: PostgresSession) throws -> [RelayStatus] {
        try session.query(PostgresStatement(Queries.statusRelays.text)).map { row in
            RelayStatus(
                name: try row.get("owner"), sinks: try names(row, "sinks"), serving: try names(row, "serving"),
                startedAt: try row.get("started_at"), isAlive: try row.get("is_alive"))
        }
    }

    private static func names(_ row: PostgresRow, _ column: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(row.get(column, as: String.self).utf8))
    }

    private static func outbox(_ session: PostgresSession) throws -> OutboxStatus {
        let row = try session.query(PostgresStatement(Queries.statusOutbox.text))[0]
        let counted: Int64 = try session.query(
            PostgresStatement(Queries.countOutbox.text), [.integer(countBound)]
        ).single()
        let isEstimate = counted >= countBound
        return OutboxStatus(
            rows: isEstimate ? max(counted, try row.get("estimated_rows")) : counted, rowsIsEstimate: isEstimate,
            bytes: try row.get("bytes"), segments: try row.get("segments"),
            currentSegment: try row.get("current_segment"), newestSeq: try row.get("newest_seq"),
            oldestSeq: try row.get("oldest_seq"), oldestAgeSeconds: try row.get("oldest_age_seconds"),
            openTransactions: try row.get("open_transactions"),
            oldestOpenSeconds: try row.get("oldest_open_seconds"))
    }
}
