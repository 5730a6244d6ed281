import PostgresClient

/// A change in the outbox, in the few words of the matrix.
struct CapturedChange {
    private let operation: String
    private let table: String
    private let key: String?
    private let oldKey: String?
    private let partition: String?

    /// Reads what the outbox holds after a number, oldest first.
    static func all(after seq: Int64, _ connection: PostgresConnection) async throws -> [CapturedChange] {
        try await connection.query(
            "select * from tailrace.change where seq > $1 order by seq", [.integer(seq)]
        ).map { row in
            let operations = ["i": "insert", "u": "update", "d": "delete", "t": "truncate"]
            let letter = try row.get("op", as: String.self)
            return CapturedChange(
                operation: operations[letter] ?? letter, table: try row.get("table_name"), key: try row.get("key"),
                oldKey: try row.get("old_key"), partition: try row.get("partition"))
        }
    }

    /// Describes changes: with their table where there are several, and once what comes several times in a row.
    static func describe(_ changes: [CapturedChange]) -> [String] {
        let isOfSeveralTables = Set(changes.map(\.table)).count > 1
        var lines: [(text: String, count: Int)] = []
        for change in changes {
            let text = (isOfSeveralTables ? "\(change.table): " : "") + change.words
            if lines.last?.text == text {
                lines[lines.count - 1].count += 1
            } else {
                lines.append((text, 1))
            }
        }
        return lines.map { $0.count == 1 ? $0.text : "\($0.text) ×\($0.count)" }
    }

    private var words: String {
        var words = [operation]
        if let key { words.append(Self.abbreviated(key)) }
        if let oldKey { words.append("was \(Self.abbreviated(oldKey))") }
        if let partition { words.append("in \(partition)") }
        return words.joined(separator: " ")
    }

    private static func abbreviated(_ key: String) -> String {
        key.count > 100 ? "\(key.prefix(40))…" : key
    }
}
