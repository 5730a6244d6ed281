import CLibPQ

/// The rows that a statement returned, as libpq received them, and what it did.
///
/// Values are read by the indices of row and column, from 0, straight out of the received buffer. Each reader throws
/// a ``PostgresError`` of kind `.decoding` for NULL, and for a column of another type; the indices must exist, as they
/// must for an array.
public final class PostgresResult: @unchecked Sendable {
    // Never changed once it has been received, so any thread may read it.
    private let result: OpaquePointer
    private let isBinary: Bool

    /// The number of rows returned.
    public let rowCount: Int
    /// The number of columns returned.
    public let columnCount: Int

    /// Takes over `result` and clears it in the end.
    init(_ result: OpaquePointer) {
        self.result = result
        isBinary = PQbinaryTuples(result) == 1
        rowCount = Int(PQntuples(result))
        columnCount = Int(PQnfields(result))
    }

    deinit {
        PQclear(result)
    }

    var status: ExecStatusType { PQresultStatus(result) }

    /// What the server did, in its words: `INSERT 0 1`.
    public var commandTag: String { String(cString: PQcmdStatus(result)) }

    /// The number of rows inserted, updated, deleted, copied or selected; 0 for other statements.
    public var affectedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// The columns' names, in order.
    public var columnNames: [String] { (0..<columnCount).map(columnName) }

    private func columnName(_ column: Int) -> String {
        PQfname(result, Int32(column)).map { String(cString: $0) } ?? "?"
    }

    // MARK: Bytes

    /// Whether the value is NULL.
    public func isNull(row: Int, column: Int) -> Bool {
        checkIndices(row, column)
        return PQgetisnull(result, Int32(row), Int32(column)) == 1
    }

    /// The value as the server sent it; nil for NULL.
    ///
    /// The buffer belongs to this result and is good only as long as it lives: keep the result, or use
    /// ``withBytes(row:column:_:)``.
    public func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard !isNull(row: row, column: column) else { return nil }
        let start = PQgetvalue(result, Int32(row), Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }

    /// Calls `body` with the value as the server sent it, nil for NULL; the buffer is good during the call.
    public func withBytes<R, E: Error>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws(E) -> R
    ) throws(E) -> R {
        defer { withExtendedLifetime(self) {} }
        return try body(bytes(row: row, column: column))
    }

    // MARK: Values

    /// A `smallint`.
    public func int16(row: Int, column: Int) throws(PostgresError) -> Int16 {
        try integer(row, column, "smallint")
    }

    /// A `smallint` or `integer`.
    public func int32(row: Int, column: Int) throws(PostgresError) -> Int32 {
        try integer(row, column, "integer")
    }

    /// A `smallint`, `integer`, `bigint` or `oid`.
    public func int64(row: Int, column: Int) throws(PostgresError) -> Int64 {
        try integer(row, column, "bigint")
    }

    /// An `xid8`, or any integer that is not negative.
    public func uint64(row: Int, column: Int) throws(PostgresError) -> UInt64 {
        try integer(row, column, "xid8")
    }

    /// A `boolean`.
    public func bool(row: Int, column: Int) throws(PostgresError) -> Bool {
        let bytes = try present(row, column, "boolean")
        if bytes.count == 1 {
            switch (isBinary, type(of: column), bytes[0]) {
            case (true, .bool, 0), (false, _, UInt8(ascii: "f")): return false
            case (true, .bool, 1), (false, _, UInt8(ascii: "t")): return true
            default: break
            }
        }
        throw mismatch(row, column, "boolean")
    }

    /// A `real` or `double precision`.
    public func double(row: Int, column: Int) throws(PostgresError) -> Double {
        let bytes = try present(row, column, "double precision")
        let value: Double? =
            switch (isBinary, type(of: column), bytes.count) {
            case (true, .float8, 8): Double(bitPattern: bytes.bigEndian())
            case (true, .float4, 4): Double(Float(bitPattern: bytes.bigEndian()))
            case (true, _, _): nil
            case (false, _, _): Double(String(decoding: bytes, as: UTF8.self))
            }
        guard let value else { throw mismatch(row, column, "double precision") }
        return value
    }

    /// A `timestamptz`, or a `timestamp` taken to be in UTC, as microseconds since 1970-01-01 00:00 UTC.
    ///
    /// `infinity` is `Int64.max` and `-infinity` is `Int64.min`. As text, only the ISO date style is understood.
    public func timestampMicroseconds(row: Int, column: Int) throws(PostgresError) -> Int64 {
        let bytes = try present(row, column, "timestamptz")
        let value: Int64? =
            switch (isBinary, type(of: column), bytes.count) {
            case (true, .timestamptz, 8), (true, .timestamp, 8): PostgresTimestamp.unixMicroseconds(bytes.bigEndian())
            case (true, _, _): nil
            case (false, _, _): PostgresTimestamp.unixMicroseconds(text: bytes)
            }
        guard let value else { throw mismatch(row, column, "timestamptz") }
        return value
    }

    /// A text, or whatever is text in the result: `varchar`, `json`, `jsonb`, an enum, and in text format any value.
    public func string(row: Int, column: Int) throws(PostgresError) -> String {
        let bytes = try present(row, column, "text")
        guard isBinary else { return String(decoding: bytes, as: UTF8.self) }
        switch type(of: column) {
        case .jsonb where bytes.first == 1:
            // A version number precedes the text.
            return String(decoding: bytes.dropFirst(), as: UTF8.self)
        case let type where type.isText:
            return String(decoding: bytes, as: UTF8.self)
        default:
            throw mismatch(row, column, "text")
        }
    }

    // MARK: Decoding

    private func integer<I: FixedWidthInteger>(_ row: Int, _ column: Int, _ wanted: String) throws(PostgresError) -> I {
        let bytes = try present(row, column, wanted)
        let value: I? =
            switch (isBinary, type(of: column), bytes.count) {
            case (true, .int8, 8): I(exactly: bytes.bigEndian() as Int64)
            case (true, .int4, 4): I(exactly: bytes.bigEndian() as Int32)
            case (true, .int2, 2): I(exactly: bytes.bigEndian() as Int16)
            case (true, .xid8, 8): I(exactly: bytes.bigEndian() as UInt64)
            case (true, .oid, 4): I(exactly: bytes.bigEndian() as UInt32)
            case (true, _, _): nil
            case (false, _, _): I(String(decoding: bytes, as: UTF8.self))
            }
        guard let value else { throw mismatch(row, column, wanted) }
        return value
    }

    private func present(_ row: Int, _ column: Int, _ wanted: String) throws(PostgresError) -> UnsafeRawBufferPointer {
        guard let bytes = bytes(row: row, column: column) else {
            throw PostgresError(.decoding, "row \(row), column \"\(columnName(column))\" is NULL, not \(wanted)")
        }
        return bytes
    }

    private func type(of column: Int) -> PostgresType {
        PostgresType(oid: PQftype(result, Int32(column)))
    }

    private func mismatch(_ row: Int, _ column: Int, _ wanted: String) -> PostgresError {
        let found = isBinary ? "a value of the type with OID \(type(of: column).oid)" : "a text"
        return PostgresError(
            .decoding, "row \(row), column \"\(columnName(column))\" holds \(found) that is not \(wanted)")
    }

    private func checkIndices(_ row: Int, _ column: Int) {
        precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "no such row or column")
    }
}

extension UnsafeRawBufferPointer {
    /// The integer that the buffer starts with, in network byte order.
    fileprivate func bigEndian<I: FixedWidthInteger>() -> I {
        I(bigEndian: loadUnaligned(as: I.self))
    }
}
