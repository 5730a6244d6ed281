import CLibPQ

/// Reads the fields of an error or a notice out of a `PGresult`.
struct ServerFields {
    let result: OpaquePointer

    var severity: String? { self["V"] ?? self["S"] }
    var sqlState: SQLState? { self["C"].map(SQLState.init(rawValue:)) }
    var detail: String? { self["D"] }
    var hint: String? { self["H"] }
    var context: String? { self["W"] }
    var schema: String? { self["s"] }
    var table: String? { self["t"] }
    var column: String? { self["c"] }
    var constraint: String? { self["n"] }
    var position: Int? { self["P"].flatMap { Int($0) } }
    var sourceFunction: String? { self["R"] }

    /// The server's own words, or libpq's where the failure never reached a server.
    var message: String {
        self["M"] ?? String(cString: PQresultErrorMessage(result)).asSentence
    }

    /// Fields go by the protocol's letters; libpq's names for them are macros that Swift cannot import.
    private subscript(letter: Unicode.Scalar) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }
}

extension PostgresError {
    /// Copies the error out of a failed result.
    init(_ kind: Kind, _ fields: ServerFields) {
        self.init(kind, fields.message, sqlState: fields.sqlState)
        detail = fields.detail
        hint = fields.hint
        context = fields.context
        schema = fields.schema
        table = fields.table
        column = fields.column
        constraint = fields.constraint
        position = fields.position
    }
}
