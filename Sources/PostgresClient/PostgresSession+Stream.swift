import CLibPQ

extension PostgresSession {
    /// Runs one statement and hands over its rows as they arrive, so that memory holds one row and not the answer.
    ///
    /// - Parameters:
    ///   - statement: The statement; it is planned anew each time, with the parameters known.
    ///   - parameters: Values for `$1`, `$2` and so on.
    ///   - consume: Is given each row, in binary; returns whether it wants another. The row is good during the call
    ///     only.
    /// - Returns: Whether all rows were handed over. When not, the statement has been cancelled.
    /// - Throws: What `consume` throws; otherwise as ``query(_:_:resultFormat:)``.
    public func stream(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter],
        _ consume: (PostgresStreamedRow) throws -> Bool
    ) throws -> Bool {
        let values = try PackedParameters(parameters)
        let handle = try openHandle()
        try checkSendable(statement.sql)
        try gate.begin(.ordinary)
        defer { gate.end() }
        let isSent = values.withValues { count, pointers in
            PQsendQueryParams(handle, statement.sql, count, nil, pointers, nil, nil, PostgresFormat.binary.rawValue)
        }
        guard isSent == 1, PQsetSingleRowMode(handle) == 1 else { throw failure(handle) }
        while let answer = PQgetResult(handle) {
            guard PQresultStatus(answer) == PGRES_SINGLE_TUPLE else {
                // Only when everything has been read does libpq know whether the connection has been lost.
                drain(handle)
                _ = try accept(answer, handle)
                continue
            }
            defer { PQclear(answer) }
            longestRow = max(longestRow, PQresultMemorySize(answer))
            do {
                guard try consume(PostgresStreamedRow(answer)) else {
                    abandonStream(handle)
                    return false
                }
            } catch {
                abandonStream(handle)
                throw error
            }
        }
        return true
    }

    private func abandonStream(_ handle: OpaquePointer) {
        gate.cancelHere()
        drain(handle)
    }
}

/// One row of a statement whose rows are handed over as they arrive. Good only during the call that is given it.
public struct PostgresStreamedRow {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        self.result = result
    }

    /// A value's bytes as the server sent them; nil for NULL.
    /// - Throws: `.decoding` when there is no such column.
    public func bytes(_ column: Int) throws(PostgresError) -> UnsafeRawBufferPointer? {
        let column = Int32(truncatingIfNeeded: column)
        guard column >= 0, column < PQnfields(result) else {
            throw PostgresError(.decoding, "the answer has no column \(column)")
        }
        guard PQgetisnull(result, 0, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, 0, column), count: Int(PQgetlength(result, 0, column)))
    }

    /// A `bigint` or `xid8`.
    /// - Throws: `.decoding` when it is NULL or of another size.
    public func int64(_ column: Int) throws(PostgresError) -> Int64 {
        guard let bytes = try bytes(column), bytes.count == MemoryLayout<Int64>.size else {
            throw PostgresError(.decoding, "column \(column) does not hold eight bytes")
        }
        return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    }

    /// A `timestamptz` in microseconds since 1970-01-01 00:00 UTC.
    /// - Throws: `.decoding` when it is NULL or of another size.
    public func timestampMicroseconds(_ column: Int) throws(PostgresError) -> Int64 {
        PostgresTimestamp.unixMicroseconds(try int64(column))
    }
}
