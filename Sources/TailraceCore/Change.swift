/// One captured change. Its texts are ranges of the batch's bytes, so that a row goes from the database's answer to a
/// sink's buffer without becoming strings.
public struct Change: Sendable {
    /// The change's number.
    public var sequence: SequenceNumber
    /// The top-level transaction that made it.
    public var xid: UInt64
    /// When it was captured: microseconds since 1970-01-01 00:00 UTC.
    public var capturedAt: Int64
    /// What happened.
    public var operation: Operation
    /// The table's schema, as plain text.
    public var schema: ByteRange
    /// The table's name, as plain text.
    public var table: ByteRange
    /// The row's key as a JSON object; nil for what happened to a whole table.
    public var key: ByteRange?
    /// The key before an update that changed it, as a JSON object.
    public var oldKey: ByteRange?
    /// The row before the change, as a JSON object.
    public var before: ByteRange?
    /// The row after the change, as a JSON object; for a change of the schema, the table.
    public var after: ByteRange?
    /// What the application said about its transaction, as JSON.
    public var context: ByteRange?
    /// The relay that made the change, as plain text, when one did.
    public var origin: ByteRange?
    /// The partition that holds the row, as plain text, when it is not the table itself.
    public var partition: ByteRange?
    /// Why an image is left out, as plain text, when one is: `size`.
    public var omitted: ByteRange?

    /// Makes a change from its parts.
    public init(
        sequence: SequenceNumber, xid: UInt64, capturedAt: Int64, operation: Operation, schema: ByteRange,
        table: ByteRange, key: ByteRange? = nil, oldKey: ByteRange? = nil, before: ByteRange? = nil,
        after: ByteRange? = nil, context: ByteRange? = nil, origin: ByteRange? = nil, partition: ByteRange? = nil,
        omitted: ByteRange? = nil
    ) {
        self.sequence = sequence
        self.xid = xid
        self.capturedAt = capturedAt
        self.operation = operation
        self.schema = schema
        self.table = table
        self.key = key
        self.oldKey = oldKey
        self.before = before
        self.after = after
        self.context = context
        self.origin = origin
        self.partition = partition
        self.omitted = omitted
    }
}

/// A stretch of a batch's bytes.
public struct ByteRange: Hashable, Sendable {
    /// Where it starts, in bytes.
    public let offset: Int
    /// How long it is, in bytes.
    public let count: Int

    /// Makes a range.
    public init(offset: Int, count: Int) {
        self.offset = offset
        self.count = count
    }
}
