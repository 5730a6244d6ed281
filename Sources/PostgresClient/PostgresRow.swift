/// One row of a result, read by the names of its columns: for code that reads few rows.
public struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int

    /// Reads the value of a column.
    ///
    /// - Parameters:
    ///   - column: The column's name, exactly.
    ///   - type: What to read it as, where the context does not tell. Optional types take NULL as nil.
    /// - Throws: `.decoding` when there is no such column, or its value is not of that type.
    public func get<T: PostgresDecodable>(_ column: String, as type: T.Type = T.self) throws(PostgresError) -> T {
        guard let number = result.columnNames.firstIndex(of: column) else {
            throw PostgresError(.decoding, "the result has no column \"\(column)\"")
        }
        return try T.decode(result, row: index, column: number)
    }
}

extension PostgresResult: RandomAccessCollection {
    /// The first row's index: 0.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { rowCount }
    /// A row, from 0.
    public subscript(row: Int) -> PostgresRow { PostgresRow(result: self, index: row) }

    /// The only value of a result of one row and one column, such as a count.
    ///
    /// - Throws: `.decoding` when the result has another shape, or the value is not of that type.
    public func single<T: PostgresDecodable>(as type: T.Type = T.self) throws(PostgresError) -> T {
        guard rowCount == 1, columnCount == 1 else {
            throw PostgresError(.decoding, "\(rowCount) rows of \(columnCount) columns came instead of one value")
        }
        return try T.decode(self, row: 0, column: 0)
    }
}
