import PostgresClient
import TailraceCore

/// Which of the changes kept aside a command means. Nil is no condition.
public struct DeadLetterSelection: Sendable {
    /// Only these.
    public var ids: [Int64]?
    /// Only those of this sink.
    public var sink: String?
    /// Only those of this table.
    public var table: RelationName?
    /// Only those of the row with this key, as the text of a JSON object.
    public var key: String?
    /// Only those kept since then: microseconds since 1970-01-01 00:00 UTC.
    public var since: Int64?
    /// Only those kept before then: microseconds since 1970-01-01 00:00 UTC.
    public var until: Int64?

    /// Selects everything.
    public init() {}

    /// Whether nothing is selected by anything.
    public var isEmpty: Bool {
        ids == nil && sink == nil && table == nil && key == nil && since == nil && until == nil
    }

    var parameters: [PostgresParameter] {
        [
            ids.map { .integers($0) } ?? .null, .text(sink), .text(table?.schema), .text(table?.name), .text(key),
            .integer(since), .integer(until),
        ]
    }
}
