import PostgresClient
import TailraceCore
import TailraceSQL

/// The changes kept aside, as commands see them: looked at, and asked about. What is asked for is done by the relay that
/// serves the sink.
public struct DeadLetterDesk: Sendable {
    private let database: PostgresDatabase

    /// Makes a desk over a connection.
    public init(database: PostgresDatabase) {
        self.database = database
    }

    /// Lists changes, each sink's in order.
    /// - Throws: `PostgresError`.
    public func list(_ selection: DeadLetterSelection) async throws -> [DeadLetter] {
        try await database.perform { session in
            try session.query(PostgresStatement(Queries.listLetters.text), selection.parameters).map(Self.letter)
        }
    }

    /// Reads a change whole.
    /// - Throws: `PostgresError`.
    public func change(of letter: DeadLetter) async throws -> ChangeBatch {
        try await database.perform { session in
            var builder = ChangeBatchBuilder()
            _ = try session.stream(
                PostgresStatement(Queries.readKept.text), [.text(letter.sink), .integers([letter.seq])]
            ) { (row) throws(PostgresError) in
                try builder.append(row)
                return true
            }
            return builder.build(.live(end: .earliest))
        }
    }

    /// Asks for refused changes to be sent again, or to be discarded.
    /// - Parameters:
    ///   - request: what is to be done.
    ///   - letters: the changes; those that are not refused are left alone.
    ///   - who: who asks.
    /// - Returns: how many it is asked for.
    /// - Throws: `PostgresError`.
    public func ask(_ request: LetterRequest, of letters: [DeadLetter], by who: String) async throws -> Int {
        try await database.perform { session in
            try session.query(
                PostgresStatement(Queries.requestLetters.text),
                [.integers(letters.map(\.id)), .text(request.rawValue), .text(who)]
            ).rowCount
        }
    }

    /// Which of some sinks no relay serves now.
    /// - Throws: `PostgresError`.
    public func unserved(_ sinks: Set<String>) async throws -> [String] {
        try await database.perform { session in
            try session.query(PostgresStatement(Queries.unservedSinks.text), [.texts(sinks.sorted())])
                .map { try $0.get("name") }
        }
    }

    private static func letter(_ row: PostgresRow) throws -> DeadLetter {
        let code: String = try row.get("op")
        let operation = code.utf8.first.flatMap(Operation.init)
        return DeadLetter(
            id: try row.get("id"), sink: try row.get("sink"), seq: try row.get("seq"),
            op: operation.map { "\($0.name)" } ?? code, schema: try row.get("schema_name"),
            table: try row.get("table_name"), key: try row.get("key"), oldKey: try row.get("old_key"),
            cause: try row.get("cause"), policy: try row.get("policy"), reason: try row.get("reason"),
            tries: try row.get("tries"), keptAt: try row.get("kept_at"), triedAt: try row.get("tried_at"),
            request: try row.get("request"), requestedBy: try row.get("requested_by"))
    }
}
