import PostgresClient
import TailraceCore

extension ChangeBatchBuilder {
    /// Adds a row of one of the page queries, which all begin with the same columns.
    mutating func append(_ row: PostgresStreamedRow) throws(PostgresError) {
        guard let text = try row.bytes(3), let head = ChangeHead(text) else {
            throw PostgresError(.decoding, "the change \(try row.int64(0)) of the outbox has no head that can be read")
        }
        guard let operation = Operation(rawValue: head.operation) else {
            throw PostgresError(
                .decoding, "the outbox has an operation '\(head.operation)' that this program does not know")
        }
        reserve(bytes: (try row.bytes(4)?.count ?? 0) + (try row.bytes(5)?.count ?? 0))
        let offset = append(text: text).offset
        append(
            Change(
                sequence: SequenceNumber(rawValue: try row.int64(0)), xid: UInt64(bitPattern: try row.int64(1)),
                capturedAt: try row.timestampMicroseconds(2), operation: operation,
                schema: try name(head.schema, in: text, at: offset), table: try name(head.table, in: text, at: offset),
                key: head.key?.moved(by: offset), oldKey: head.oldKey?.moved(by: offset),
                before: try image(row, 4), after: try image(row, 5), context: head.context?.moved(by: offset),
                origin: try head.origin.map { (line) throws(PostgresError) in try name(line, in: text, at: offset) },
                partition: try head.partition.map { (line) throws(PostgresError) in
                    try name(line, in: text, at: offset)
                },
                omitted: head.omitted?.moved(by: offset)))
    }

    /// A name of a head as plain text. Mostly it is that already.
    private mutating func name(
        _ line: ByteRange, in head: UnsafeRawBufferPointer, at offset: Int
    ) throws(PostgresError) -> ByteRange {
        let escaped = UnsafeRawBufferPointer(rebasing: head[line.offset..<line.offset + line.count])
        guard escaped.contains(UInt8(ascii: "\\")) else { return line.moved(by: offset) }
        guard let plain = JSONText.plain(escaped) else {
            throw PostgresError(
                .decoding, "the outbox has a name that cannot be read: \(String(decoding: escaped, as: UTF8.self))")
        }
        return plain.withUnsafeBytes { append(text: $0) }
    }

    private mutating func image(_ row: PostgresStreamedRow, _ column: Int) throws(PostgresError) -> ByteRange? {
        guard let bytes = try row.bytes(column) else { return nil }
        return append(text: bytes)
    }
}

extension ByteRange {
    fileprivate func moved(by offset: Int) -> ByteRange {
        ByteRange(offset: self.offset + offset, count: count)
    }
}
