import PostgresClient
import TailraceCore

/// Which stored changes to send again.
public struct ReplayRange: Sendable {
    /// From this sequence number.
    public let from: SequenceNumber
    /// To this one.
    public let to: SequenceNumber
    /// Only of this table; nil for all.
    public let table: RelationName?
    /// Only of the row with this key, as the text of a JSON object; nil for all.
    public let key: String?

    /// Describes a range.
    public init(from: SequenceNumber, to: SequenceNumber, table: RelationName? = nil, key: String? = nil) {
        self.from = from
        self.to = to
        self.table = table
        self.key = key
    }

    /// The conditions besides the sequence numbers, as the queries take them.
    var filter: [PostgresParameter] {
        [.text(table?.schema), .text(table?.name), .text(key)]
    }
}
