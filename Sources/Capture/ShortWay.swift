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
    /// 40 (an array of nulls); a numeric may become 147,455, and there are at most 1,600. So two images stay below the
    /// server's 1 GB. As unsigned numbers: what has 2 GB has a negative size.
    private static let largestRow = "25000::pg_catalog.oid"

    /// - Returns: nothing for tables that have none: with columns to hide, or with the whole row as their key.
    func fragment() throws(PostgresError) -> SQLFragment {
        guard table.projection == nil, case .columns = table.key else { return SQLFragment(quoted: "") }
        let relation = row.places?.place("regclass") ?? SQLFragment(quoted: "'\(table.oid)'::pg_catalog.regclass")
        let fits = event.rows.map {
            "pg_catalog.pg_column_size(\($0).*)::pg_catalog.oid operator(pg_catalog.<) \(Self.largestRow)"
        }
        let skipsUnchanged = event == .update && table.onNoop == .skip
        let filled = CaptureTemplates.shortWay.filled([
            "regclass": relation, "schema": try schema, "table": try name,
            "key_columns": try open("key_columns") { () throws(PostgresError) in
                try row.quoting.texts(table.keyColumns)
            },
            "key_types": try open("key_types") { () throws(PostgresError) in try row.quoting.texts(table.keyTypes) },
            "fits": SQLFragment(quoted: fits.joined(separator: "\n        and ")),
            "is_changed": SQLFragment(
                quoted: skipsUnchanged ? "\n        and old.* operator(pg_catalog.*<>) new.*" : ""),
            "store": try store(relation),
        ])
        return SQLFragment(quoted: "\(filled.text)\n\n    ")
    }

    private func store(_ relation: SQLFragment) throws(PostgresError) -> SQLFragment {
        let last = event == .delete ? "old" : "new"
        let key = try open("\(last)_plain_key") { () throws(PostgresError) in try keyText(of: last) }
        let insert = CaptureTemplates.storePlainRow.filled([
            "op": SQLFragment(quoted: "'\(event.code)'"), "regclass": relation, "schema": try schema,
            "table": try name, "key": key, "before": before(key: key),
            "after": SQLFragment(quoted: event == .delete ? "null" : "pg_catalog.row_to_json(new.*)"),
            "partition": row.partition, "row": SQLFragment(quoted: last),
        ])
        guard event == .update else { return insert }
        return CaptureTemplates.unlessKeyChanged.filled([
            "same_key": SQLFragment(quoted: try row.hasSameKey()), "regclass": relation,
            "store": SQLFragment(quoted: insert.text.replacing("\n    ", with: "\n        ")),
        ])
    }

    private func before(key: SQLFragment) -> SQLFragment {
        switch (event, table.old) {
        case (.insert, _), (_, .none): SQLFragment(quoted: "null")
        case (_, .full): SQLFragment(quoted: "pg_catalog.row_to_json(old.*)")
        case (_, .key): SQLFragment(quoted: "(\(key.text))::pg_catalog.json")
        }
    }

    private var schema: SQLFragment {
        get throws(PostgresError) {
            try open("schema") { () throws(PostgresError) in try row.quoting.literal(table.name.schema) }
        }
    }

    private var name: SQLFragment {
        get throws(PostgresError) {
            try open("table") { () throws(PostgresError) in try row.quoting.literal(table.name.name) }
        }
    }

    /// The key as the text of a JSON object; none of its columns is null here. `SQL/SchemaChanges/plain_key.sql` writes the
    /// same.
    private func keyText(of record: String) throws(PostgresError) -> SQLFragment {
        let concatenated = " operator(pg_catalog.||) "
        var parts: [String] = []
        for (index, (column, type)) in zip(table.keyColumns, table.keyTypes).enumerated() {
            parts.append(
                try row.quoting.literal((index == 0 ? "{" : ",") + JSONText.quoted(column) + ":").text)
            let field = "\(record).\(try row.quoting.identifier(column).text)"
            // An integer's text is its JSON.
            let isInteger = ["smallint", "integer", "bigint"].contains(type)
            parts.append((isInteger ? field : "pg_catalog.to_json(\(field))") + "::pg_catalog.text")
        }
        return SQLFragment(quoted: (parts + ["'}'"]).joined(separator: concatenated))
    }

    /// A place of a template; or what stands there for one table.
    private func open(
        _ place: String, or fragment: () throws(PostgresError) -> SQLFragment
    ) throws(PostgresError) -> SQLFragment {
        if let places = row.places { return places.place(place) }
        return try fragment()
    }
}
