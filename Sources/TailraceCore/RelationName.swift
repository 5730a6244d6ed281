/// A table's schema and name, exactly as the catalogue has them.
public struct RelationName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The schema.
    public let schema: String
    /// The name within the schema.
    public let name: String

    /// Wraps names as the catalogue has them: unquoted, in their true case.
    public init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }

    /// Ordered by schema, then by name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.schema, left.name) < (right.schema, right.name)
    }

    /// `schema.name`, quoted as SQL would have to where it must be.
    public var description: String {
        "\(Self.display(schema)).\(Self.display(name))"
    }

    /// A name as people write it: bare where SQL takes it bare, otherwise in double quotes. For messages, and the
    /// inverse of ``TablePattern``'s parsing; SQL is quoted by the database's own function.
    static func display(_ identifier: String) -> String {
        let isBare =
            identifier.unicodeScalars.first.map { ("a"..."z").contains($0) || $0 == "_" } ?? false
            && identifier.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
            }
        return isBare
            ? identifier
            : "\""
                + identifier.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
    }
}
