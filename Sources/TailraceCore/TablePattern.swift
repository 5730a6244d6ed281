/// Which tables an entry of the configuration means: one (`schema.table`) or all of a schema (`schema.*`).
///
/// Names are written as in SQL: bare names fold to lower case, names in double quotes are taken as they are.
public enum TablePattern: Hashable, Sendable, CustomStringConvertible {
    /// One table.
    case table(RelationName)
    /// Every table of a schema.
    case schema(String)

    /// Parses what a user wrote.
    /// - Throws: `MalformedValue` when it is neither `schema.table` nor `schema.*`.
    public init(_ text: String) throws(MalformedValue) {
        var remainder = Substring(text)
        guard
            let schema = Self.identifier(from: &remainder), remainder.popFirst() == ".", !remainder.isEmpty
        else { throw MalformedValue(type: "table name (schema.table or schema.*)", text: text) }
        if remainder == "*" {
            self = .schema(schema)
            return
        }
        guard let name = Self.identifier(from: &remainder), remainder.isEmpty else {
            throw MalformedValue(type: "table name (schema.table or schema.*)", text: text)
        }
        self = .table(RelationName(schema: schema, name: name))
    }

    /// Whether a table is meant.
    public func matches(_ relation: RelationName) -> Bool {
        switch self {
        case .table(let name): name == relation
        case .schema(let schema): schema == relation.schema
        }
    }

    /// As a user writes it.
    public var description: String {
        switch self {
        case .table(let name): name.description
        case .schema(let schema): "\(SQLName.display(schema)).*"
        }
    }

    /// PostgreSQL folds the letters of ASCII and leaves all others alone.
    private static func folded(_ identifier: String) -> String {
        String(decoding: identifier.utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private static func identifier(from text: inout Substring) -> String? {
        var identifier = ""
        guard text.first == "\"" else {
            while let character = text.first, character != ".", character != "\"", character != "*",
                !character.isWhitespace
            {
                identifier.append(character)
                text.removeFirst()
            }
            return identifier.isEmpty ? nil : folded(identifier)
        }
        text.removeFirst()
        while let character = text.popFirst() {
            if character != "\"" {
                identifier.append(character)
            } else if text.first == "\"" {
                text.removeFirst()
                identifier.append("\"")
            } else {
                return identifier.isEmpty ? nil : identifier
            }
        }
        return nil
    }
}
