import Capture
import Outbox
import PostgresClient
import PostgresTesting
import TailraceCore

/// A fresh database with Tailrace in it, and no captured table: the tests write to the outbox themselves.
struct Installation {
    let database: TestDatabase
    /// A connection for whatever a test has to ask or arrange.
    let connection: PostgresConnection

    /// Where a part under test connects.
    func makeDatabase() throws -> PostgresDatabase {
        PostgresDatabase(try PostgresSettings(conninfo: database.conninfo))
    }

    func makeReader(from position: Position = .earliest, changes: Int = 1_000, bytes: Int = 8 << 20) throws
        -> OutboxReader
    {
        OutboxReader(
            database: try makeDatabase(), position: position, limits: BatchLimits(changes: changes, bytes: bytes))
    }

    /// Makes a sink known and takes its lease.
    func serve(
        _ sink: String, _ ledger: SinkLedger, from start: SinkLedger.Start = .earliest, lease: Duration = .seconds(60)
    ) async throws -> Acquisition {
        try await ledger.register(sink, type: "file", start: start)
        guard
            let acquisition = try await ledger.acquire(sink, type: "file", owner: "test", for: lease)
        else { throw Unexpected(description: "nobody holds the lease, and it is not to be had") }
        return acquisition
    }
}

struct Unexpected: Error {
    let description: String
}

/// Gives `body` a fresh database with Tailrace in it.
func withInstallation(
    on cluster: PostgresCluster? = nil, _ body: (Installation) async throws -> Void
) async throws {
    let server = if let cluster { cluster } else { try await PostgresCluster.shared() }
    let database = try await server.createDatabase("outbox")
    let connection = try await database.connect()
    try await Setup(tables: [], sourceName: "shop", lockTimeout: .seconds(5)).apply(connection)
    try await body(Installation(database: database, connection: connection))
    await connection.close()
    await database.drop()
}

extension PostgresConnection {
    /// Stores changes as a trigger would.
    /// - Parameters:
    ///   - count: how many.
    ///   - key: the number of their row.
    ///   - bytes: how large each one is.
    /// - Returns: their sequence numbers.
    @discardableResult
    func write(_ count: Int = 1, key: Int = 1, bytes: Int = 0) async throws -> [Int64] {
        try await query(
            """
            insert into tailrace.outbox (head, after)
            select tailrace.head('i', 'public', 't', json_build_object('id', $2::bigint)::text),
                json_build_object('id', $2::bigint, 'text', repeat('x', $3::integer))
            from generate_series(1, $1::integer)
            returning seq
            """, [.integer(count), .integer(key), .integer(bytes)]
        ).map { try $0.get("seq") }
    }

    /// Draws the number of the open transaction, as its first write would.
    @discardableResult
    func drawXID() async throws -> UInt64 {
        try await query("select pg_current_xact_id()").single()
    }
}

extension OutboxReader {
    /// The sequence numbers of what one look brings.
    func numbers() async throws -> [Int64] {
        try await read().numbers
    }
}

extension WindowReading {
    /// The sequence numbers, in delivery order.
    var numbers: [Int64] { batch?.changes.map(\.sequence.rawValue) ?? [] }
}
