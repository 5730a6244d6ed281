/// A Swift type that a value in a result can be read as; NULL only where it is optional.
public protocol PostgresDecodable {
    /// Reads one value.
    ///
    /// - Throws: `.decoding` when the value is not of this type.
    static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Self
}

extension Bool: PostgresDecodable {
    /// Reads a `boolean`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Bool {
        try result.bool(row: row, column: column)
    }
}

extension Int16: PostgresDecodable {
    /// Reads a `smallint`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Int16 {
        try result.int16(row: row, column: column)
    }
}

extension Int32: PostgresDecodable {
    /// Reads an `integer`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Int32 {
        try result.int32(row: row, column: column)
    }
}

extension Int64: PostgresDecodable {
    /// Reads a `bigint`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Int64 {
        try result.int64(row: row, column: column)
    }
}

extension Int: PostgresDecodable {
    /// Reads a `bigint`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Int {
        Int(try result.int64(row: row, column: column))
    }
}

extension UInt64: PostgresDecodable {
    /// Reads an `xid8`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> UInt64 {
        try result.uint64(row: row, column: column)
    }
}

extension Double: PostgresDecodable {
    /// Reads a `double precision`.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Double {
        try result.double(row: row, column: column)
    }
}

extension String: PostgresDecodable {
    /// Reads a text.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> String {
        try result.string(row: row, column: column)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads a value, or nil for NULL.
    public static func decode(_ result: PostgresResult, row: Int, column: Int) throws(PostgresError) -> Wrapped? {
        guard !result.isNull(row: row, column: column) else { return nil }
        return try Wrapped.decode(result, row: row, column: column)
    }
}
