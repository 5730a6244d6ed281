import PostgresClient
import TailraceCore
import TailraceSQL

/// The rows of `tailrace.relay`: which relays live, by the database's clock, and what each could serve.
public struct RelayRegistry: Sendable {
    private let database: PostgresDatabase
    private let source: SourceIdentity?

    /// Makes a registry over a connection.
    /// - Parameters:
    ///   - database: the connection.
    ///   - source: the installation to take part in; nil for any.
    public init(database: PostgresDatabase, source: SourceIdentity? = nil) {
        self.database = database
        self.source = source
    }

    /// Says that a relay lives.
    /// - Parameters:
    ///   - relay: the relay.
    ///   - sinks: what it could serve.
    ///   - duration: for how long this holds without being said again.
    /// - Returns: false when another installation has taken the place of the one that was meant.
    /// - Throws: `PostgresError`.
    public func announce(_ relay: String, serving sinks: Set<String>, for duration: Duration) async throws -> Bool {
        try await database.perform { session in
            try session.query(
                OutboxStatement.announceRelay,
                [.text(relay), .texts(sinks.sorted()), .integer(duration.microseconds), .text(source?.epoch)]
            ).rowCount > 0
        }
    }

    /// Who should serve what.
    public struct Survey: Sendable {
        /// The shares.
        public let shares: SinkShares
        /// Who holds which sink now.
        public let holders: [String: String]
    }

    /// Looks who lives, who holds what, and who therefore should.
    /// - Parameter term: of a lease. What ends later than two terms from now was said before the server's clock was put
    ///   back, and does not count.
    /// - Throws: `PostgresError`.
    public func survey(term: Duration) async throws -> Survey {
        try await database.perform { session in
            var relays: [String: Set<String>] = [:]
            var holders: [String: String] = [:]
            for row in try session.query(
                OutboxStatement.surveyRelays, [.integer(term.microseconds)])
            {
                let (owner, sink) = (try row.get("owner", as: String.self), try row.get("sink", as: String.self))
                if try row.get("is_lease") {
                    holders[sink] = owner
                } else {
                    relays[owner, default: []].insert(sink)
                }
            }
            return Survey(shares: SinkShares(relays: relays, holders: holders), holders: holders)
        }
    }

    /// Says that a relay ends, so that the others take its sinks as it gives them back.
    /// - Throws: `PostgresError`.
    public func dismiss(_ relay: String) async throws {
        try await database.perform { session in
            _ = try session.query(PostgresStatement(Queries.dismissRelay.text), [.text(relay)])
        }
    }
}
