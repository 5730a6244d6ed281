import PostgresClient
import TailraceCore
import TailraceSQL

/// Renders the short way for the change of one row: what is taken where nothing can fail and nothing is out of the ordinary.
struct ShortWay {
    /// What captures a row the long way.
    let row: RowCapture

    private var table: CapturedTable { row.table }
    private var event: CaptureEvent { row.event }
    /// A row may have so many bytes. Compressed by the server they may be 255 times as many, of which each may become up to
    /// 120 (an array of nulls in six dimensions); and a dozen may be a numeric of 147,455 digits. So the images have less than
    /// 500 MB together. As unsigned numbers: what has 2 GB has a negative size.
    private static let largestRow = "8000::pg_catalog.oid"

    /// - Returns: nothing where there is no short way: for deletes, since deleting is how a row is got rid of whose values
    ///   cannot be read, and measuring a row reads them; and for tables with columns to hide, or the whole row as key.
    func fragment() throws(PostgresError) -> SQLFragment {
        guard event != .delete, table.projection == nil, case .columns = table.key, table.old != .key else {
            return SQLFragment(quoted: "")
        }
        let fits = event.rows.map {
            "pg_catalog.pg_column_size(\($0).*)::pg_catalog.oid operator(pg_catalog.<) \(Self.largestRow)"
        }
        let skipsUnchanged = event == .update && table.onNoop == .skip
        let filled = CaptureTemplates.shortWay.filled([
            "regclass": row.regclass, "schema": try row.literalSchema, "table": try row.literalName,
            "key_columns": try open("key_columns") { () throws(PostgresError) in
                try row.quoting.texts(table.keyColumns)
            },
            "key_types": try open("key_types") { () throws(PostgresError) in try row.quoting.texts(table.keyTypes) },
            "fits": SQLFragment(quoted: fits.joined(separator: "\n        and ")),
            "is_changed": SQLFragment(
                quoted: skipsUnchanged ? "\n        and old.* operator(pg_catalog.*<>) new.*" : ""),
            "store": try store(),
        ])
        return SQLFragment(quoted: "\(filled.text)\n\n    ")
    }

    private func store() throws(PostgresError) -> SQLFragment {
        guard event == .update else { return CaptureTemplates.storePlainInsert.filled(["head": try head()]) }
        return CaptureTemplates.storePlainUpdate.filled([
            "same_key": SQLFragment(quoted: try row.hasSameKey()), "regclass": row.regclass, "head": try head(),
            "before": SQLFragment(quoted: table.old == .full ? "pg_catalog.row_to_json(old.*)" : "null"),
        ])
    }

    /// The head as `SQL/Functions/head.sql` makes it. The table's number has the statement planned anew when the table
    /// has been altered: a field's type is part of the plan.
    private func head() throws(PostgresError) -> SQLFragment {
        var parts = [
            try open("plain_head") { () throws(PostgresError) in
                SQLFragment(quoted: try beginning().joined(separator: RowCapture.concatenated))
            }.text
        ]
        if table.isPartitioned {
            parts += ["'}\n\n'", row.escapedPartition]
        } else {
            parts.append("'}'")
        }
        return SQLFragment(quoted: parts.joined(separator: RowCapture.concatenated))
    }

    /// All up to the key's last value, none of which is null here. `SQL/SchemaChanges/plain_head.sql` writes the same.
    private func beginning() throws(PostgresError) -> [String] {
        var before = row.headStart + "{"
        var parts: [String] = []
        for (column, type) in zip(table.keyColumns, table.keyTypes) {
            let literal = try row.quoting.literal("\(before)\(JSONText.quoted(column)):").text
            parts.append(
                parts.isEmpty ? "case when \(row.regclass.text) is not null then \(literal) end" : literal)
            let field = "new.\(try row.quoting.identifier(column).text)"
            // An integer's text is its JSON.
            let isInteger = ["smallint", "integer", "bigint"].contains(type)
            parts.append((isInteger ? field : "pg_catalog.to_json(\(field))") + "::pg_catalog.text")
            before = ","
        }
        return parts
    }

    /// A place of a template; or what stands there for one table.
    private func open(
        _ place: String, or fragment: () throws(PostgresError) -> SQLFragment
    ) throws(PostgresError) -> SQLFragment {
        if let places = row.places { return places.place(place) }
        return try fragment()
    }
}
