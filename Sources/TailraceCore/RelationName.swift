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
        "\(SQLName.display(schema)).\(SQLName.display(name))"
    }
}
