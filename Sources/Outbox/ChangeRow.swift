import PostgresClient
import TailraceCore

extension ChangeBatchBuilder {
    /// Adds a row of one of the page queries, which all have the same columns.
    mutating func append(_ row: PostgresStreamedRow) throws(PostgresError) {
        let code = try row.bytes(3)?.first ?? 0
        guard let operation = Operation(rawValue: code) else {
            throw PostgresError(.decoding, "the outbox has an operation '\(code)' that this program does not know")
        }
        reserve(bytes: (try row.bytes(8)?.count ?? 0) + (try row.bytes(9)?.count ?? 0))
        append(
            Change(
                sequence: SequenceNumber(rawValue: try row.int64(0)), xid: UInt64(bitPattern: try row.int64(1)),
                capturedAt: try row.timestampMicroseconds(2), operation: operation,
                schema: try text(row, 4) ?? ByteRange(offset: 0, count: 0),
                table: try text(row, 5) ?? ByteRange(offset: 0, count: 0), key: try text(row, 6),
                oldKey: try text(row, 7), before: try text(row, 8), after: try text(row, 9),
                context: try text(row, 10), origin: try text(row, 11), partition: try text(row, 12),
                omitted: try text(row, 13)))
    }

    private mutating func text(_ row: PostgresStreamedRow, _ column: Int) throws(PostgresError) -> ByteRange? {
        guard let bytes = try row.bytes(column) else { return nil }
        return append(text: bytes)
    }
}
