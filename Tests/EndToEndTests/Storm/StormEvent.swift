import Foundation

/// What a reader was given: which version of which key.
struct StormEvent {
    let seq: Int64
    /// One key; two when a row was given another key.
    let versions: [(key: Int, version: Int64)]

    private struct Key: Decodable {
        let id: Int
    }

    private struct Row: Decodable {
        let version: Int64
    }

    private struct Line: Decodable {
        let seq: Int64
        let key: Key
        let oldKey: Key?
        let before: Row?
        let after: Row?
    }

    private init(_ line: Line) {
        seq = line.seq
        // A row that goes away takes the version after the one that it has.
        let departure = line.before.map { $0.version + 1 }
        var versions: [(key: Int, version: Int64)] = []
        if let oldKey = line.oldKey, let departure { versions.append((oldKey.id, departure)) }
        if let version = line.after?.version ?? departure { versions.append((line.key.id, version)) }
        self.versions = versions
    }

    /// Reads a line of a file sink.
    init(line: some StringProtocol) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self.init(try decoder.decode(Line.self, from: Data(line.utf8)))
    }

    /// Puts together the columns of an outbox row.
    init(seq: Int64, key: String, oldKey: String?, before: String?, after: String?) throws {
        try self.init(
            line: """
                {"seq": \(seq), "key": \(key), "old_key": \(oldKey ?? "null"), "before": \(before ?? "null"), \
                "after": \(after ?? "null")}
                """)
    }
}
