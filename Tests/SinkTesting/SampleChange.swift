import TailraceCore

/// A change written down in plain texts.
public struct SampleChange: Sendable {
    /// The database that all samples come from.
    public static let source = SourceIdentity(name: "shop", epoch: "5f0c")

    /// The change's number.
    public var sequence: Int64
    /// What happened.
    public var operation: Operation
    /// The transaction.
    public var xid: UInt64 = 700
    /// When the change was captured: microseconds since 1970-01-01 00:00 UTC.
    public var capturedAt: Int64 = 1_795_215_060_123_456
    /// The table's schema.
    public var schema = "public"
    /// The table's name.
    public var table = "orders"
    /// The row's key, JSON.
    public var key: String?
    /// The key before an update, JSON.
    public var oldKey: String?
    /// The row before, JSON.
    public var before: String?
    /// The row after, JSON.
    public var after: String?
    /// What the application said, JSON.
    public var context: String?
    /// The relay that made the change.
    public var origin: String?
    /// The partition.
    public var partition: String?

    /// Makes a change without texts.
    public init(_ sequence: Int64, _ operation: Operation) {
        self.sequence = sequence
        self.operation = operation
    }

    /// A row with the key `id` and a value came into being.
    public static func insert(_ sequence: Int64, id: Int = 1, value: String = "1") -> SampleChange {
        var change = SampleChange(sequence, .insert)
        change.key = "{\"id\":\(id)}"
        change.after = "{\"id\":\(id),\"value\":\(value)}"
        return change
    }

    /// A row's value changed.
    public static func update(_ sequence: Int64, id: Int = 1, from old: String = "1", to new: String) -> SampleChange {
        var change = SampleChange(sequence, .update)
        change.key = "{\"id\":\(id)}"
        change.before = "{\"id\":\(id),\"value\":\(old)}"
        change.after = "{\"id\":\(id),\"value\":\(new)}"
        return change
    }

    /// A row is gone.
    public static func delete(_ sequence: Int64, id: Int = 1) -> SampleChange {
        var change = SampleChange(sequence, .delete)
        change.key = "{\"id\":\(id)}"
        change.before = "{\"id\":\(id),\"value\":1}"
        return change
    }

    /// The table has a new column.
    public static func schema(_ sequence: Int64) -> SampleChange {
        var change = SampleChange(sequence, .schema)
        change.after = "{\"command\":\"ALTER TABLE\",\"object\":\"public.orders\",\"columns\":[]}"
        return change
    }

    /// All rows are gone.
    public static func truncate(_ sequence: Int64) -> SampleChange {
        SampleChange(sequence, .truncate)
    }
}
