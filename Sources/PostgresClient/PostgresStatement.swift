/// One SQL statement, with `$1`, `$2` … for its parameters.
public struct PostgresStatement: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The SQL text.
    public let sql: String

    /// The name on the server; nil when the statement is not to be prepared.
    let preparedName: String?

    /// Describes a statement.
    ///
    /// - Parameters:
    ///   - sql: One statement.
    ///   - name: A short name of your choice makes the statement prepared: parsed once a connection, and then reused.
    public init(_ sql: String, name: String? = nil) {
        self.sql = sql
        // Behind a pooler several versions of a program may share a server connection: the same name for another text
        // would run the other's statement. 40 characters and the digest stay below the server's limit of 63 bytes.
        preparedName = name.map { String($0.prefix(40)) + "_" + Self.digest(sql) }
    }

    /// A statement that is not prepared.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// FNV-1a: the same in every process, which Swift's own hash is not.
    private static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
