import PostgresClient
import TailraceCore
import TailraceSQL

/// Renders what captures the change of one row.
struct RowCapture {
    let table: CapturedTable
    let event: CaptureEvent
    let quoting: SQLQuoting
    /// For a template: what depends on the table stays open.
    var places: OpenPlaces?

    /// The images of one change are left out when they have more bytes together. PostgreSQL takes no value and no row
    /// of 1 GB; the key of a whole row holds the image once more.
    private static let largestImages = 500_000_000

    /// The body of a function for each row.
    func function() throws(PostgresError) -> String {
        CaptureTemplates.rowFunction.rendered([
            "variables": variables, "store_row": try storeRow(leave: "return null"),
        ])
    }

    /// The variables of ``storeRow(leave:)``.
    var variables: SQLFragment {
        SQLFragment(quoted: variableTypes.map { "\($0.name) pg_catalog.\($0.type);" }.joined(separator: "\n    "))
    }

    /// Makes the variables what they are at first.
    var reset: SQLFragment {
        SQLFragment(
            quoted: variableTypes.map { "\($0.name) := null;" }.joined(separator: "\n                "))
    }

    private var variableTypes: [(name: String, type: String)] {
        event.rows.flatMap { [("\($0)_key", "text"), ("\($0)_row", "json")] } + [("omitted", "text")]
    }

    /// Stores the change of the rows in the variables `old` and `new`.
    /// - Parameter leave: the statement that does without storing it.
    func storeRow(leave: String) throws(PostgresError) -> SQLFragment {
        let leave = SQLFragment(quoted: leave)
        let skipsUnchanged = event == .update && table.onNoop == .skip
        return CaptureTemplates.storeRow.filled([
            "unless_changed": skipsUnchanged
                ? CaptureTemplates.unlessChanged.filled(["leave": leave]) : SQLFragment(quoted: ""),
            "guard": table.when.map { when in
                CaptureTemplates.guardCondition.filled(["when": SQLFragment(quoted: when), "leave": leave])
            } ?? SQLFragment(quoted: ""),
            "compute": try compute(),
            "rescue": try rescue(),
            "check_size": try checkSize(),
            "op": SQLFragment(quoted: "'\(event.code)'"),
            "schema": try schemaName,
            "table": try tableName,
            "key": key,
            "old_key": SQLFragment(
                quoted: event == .update ? "case when old_key operator(pg_catalog.<>) new_key then old_key end" : "null"
            ),
            "before": before,
            "after": SQLFragment(quoted: event == .delete ? "null" : "new_row"),
            "context": CaptureTemplates.context.fragment,
            "origin": CaptureTemplates.origin.fragment,
            "partition": partition,
        ])
    }

    // MARK: Pieces that statements share

    /// The table's present name; but a partition's clone of a trigger knows only the partition's.
    var schemaName: SQLFragment {
        get throws(PostgresError) { try name(table.name.schema, "schema", variable: "tg_table_schema") }
    }

    var tableName: SQLFragment {
        get throws(PostgresError) { try name(table.name.name, "table", variable: "tg_table_name") }
    }

    private func name(_ name: String, _ place: String, variable: String) throws(PostgresError) -> SQLFragment {
        guard table.isPartitioned else {
            return SQLFragment(quoted: self.variable(variable))
        }
        if let places { return places.place(place) }
        return try quoting.literal(name)
    }

    /// One of the trigger's variables; qualified, where a column may have its name.
    private func variable(_ name: String) -> String {
        table.granularity == .statement && event != .truncate ? "\(table.functionName(event)).\(name)" : name
    }

    var partition: SQLFragment {
        SQLFragment(quoted: table.isPartitioned ? "pg_catalog.concat(tg_table_schema, '.', tg_table_name)" : "null")
    }

    /// The row as it is to be stored.
    /// - Parameter record: the whole row.
    func image(of record: String) throws(PostgresError) -> SQLFragment {
        let json = "pg_catalog.row_to_json(\(record))"
        guard let projection = table.projection else { return SQLFragment(quoted: json) }
        let masks = projection.masks.sorted { $0.key < $1.key }.map { column, mask in
            "\(JSONText.quoted(column)):\(JSONText.quoted(mask.description))"
        }
        let settings = [
            try quoting.texts(projection.known), try quoting.texts(projection.excluded),
            try quoting.literal("{\(masks.joined(separator: ","))}"),
        ].map(\.text).joined(separator: ", ")
        return SQLFragment(quoted: "tailrace.project(\(json), \(settings), \(variable("tg_relid")))")
    }

    /// The key as the text of a JSON object. Text, since comparing it needs no operator of the column's type and
    /// storing it no parse.
    /// - Parameter image: the row as it is to be stored, for a key that is all of it.
    func keyText(of row: String, image: SQLFragment) throws(PostgresError) -> SQLFragment {
        guard case .columns(let columns) = table.key else {
            return SQLFragment(quoted: "\(image.text)::pg_catalog.text")
        }
        if let places, places.isKeyOpen { return places.place("\(row)_key") }
        var parts: [String] = []
        for (index, column) in columns.enumerated() {
            parts.append(try quoting.literal((index == 0 ? "{" : ",") + JSONText.quoted(column) + ":").text)
            parts.append("coalesce(pg_catalog.to_json(\(row).\(try quoting.identifier(column).text)), 'null')")
        }
        parts.append("'}'")
        return SQLFragment(quoted: "pg_catalog.concat(\(parts.joined(separator: ", ")))")
    }

    // MARK: The steps

    private var key: SQLFragment { SQLFragment(quoted: event == .delete ? "old_key" : "new_key") }

    private var before: SQLFragment {
        switch (event, table.old) {
        case (.insert, _), (_, .none): SQLFragment(quoted: "null")
        case (_, .full): SQLFragment(quoted: "old_row")
        case (.update, .key): SQLFragment(quoted: "coalesce(old_key, new_key)::pg_catalog.json")
        case (_, .key): SQLFragment(quoted: "old_key::pg_catalog.json")
        }
    }

    /// The rows whose images are needed.
    private var imagedRows: [String] {
        event.rows.filter { $0 == "new" || table.old == .full || table.key == .row }
    }

    private func compute() throws(PostgresError) -> SQLFragment {
        var lines: [String] = []
        for row in imagedRows {
            lines.append("\(row)_row := \(try image(of: "\(row).*").text);")
        }
        for row in event.rows.reversed() {
            lines.append(try computeKey(of: row).text)
        }
        return SQLFragment(quoted: lines.joined(separator: "\n        "))
    }

    private func computeKey(of row: String) throws(PostgresError) -> SQLFragment {
        let text = try keyText(of: row, image: SQLFragment(quoted: "\(row)_row"))
        guard row == "old", event == .update, case .columns(let columns) = table.key else {
            return SQLFragment(quoted: "\(row)_key := \(text.text);")
        }
        return CaptureTemplates.computeOldKey.filled([
            "old_columns": try fields(columns, of: "old"), "new_columns": try fields(columns, of: "new"),
            "old_key": text,
        ])
    }

    private func fields(_ columns: [String], of row: String) throws(PostgresError) -> SQLFragment {
        if let places, places.isKeyOpen { return places.place("\(row)_columns") }
        return try quoting.fields(columns, of: row)
    }

    private func rescue() throws(PostgresError) -> SQLFragment {
        var parts: [String] = []
        for row in event.rows {
            let name = SQLFragment(quoted: row)
            // An image that is not stored is only wanted for the key.
            let isStored = imagedRows.contains(row)
            var otherwise =
                isStored
                ? CaptureTemplates.rescueNothing.filled(["row": name]) : SQLFragment(quoted: "\(row)_row := null;")
            if isStored, let projection = table.projection {
                otherwise = CaptureTemplates.rescueKnownColumns.filled([
                    "row": name, "kept": try knownColumns(projection, of: row),
                    "relation": SQLFragment(quoted: variable("tg_relid")),
                    "hidden": try quoting.texts(projection.excluded + projection.masks.keys.sorted()),
                    "names": try quoting.texts(projection.shown),
                ])
            }
            parts.append(
                CaptureTemplates.rescueRow.filled([
                    "row": name, "image": try image(of: "\(row).*"), "otherwise": otherwise,
                ]).text)
        }
        for row in event.rows {
            parts.append(
                CaptureTemplates.rescueKey.filled([
                    "row": SQLFragment(quoted: row),
                    "key": try keyText(of: row, image: SQLFragment(quoted: "\(row)_row")),
                ]).text)
        }
        return SQLFragment(quoted: parts.joined(separator: "\n            "))
    }

    private func knownColumns(_ projection: CapturedTable.Projection, of row: String) throws(PostgresError)
        -> SQLFragment
    {
        var kept: [String] = []
        for column in projection.known where !projection.excluded.contains(column) {
            let name = try quoting.identifier(column).text
            kept.append(projection.masks[column] == nil ? "\(row).\(name) as \(name)" : "null as \(name)")
        }
        return SQLFragment(quoted: kept.joined(separator: ", "))
    }

    private func checkSize() throws(PostgresError) -> SQLFragment {
        let images = imagedRows.map { "\($0)_row" }
        guard !images.isEmpty else { return SQLFragment(quoted: "") }
        var leaveOut = images
        // Where the key is the whole row, it is as large.
        if table.key == .row { leaveOut += event.rows.map { "\($0)_key" } }
        return CaptureTemplates.checkSize.filled([
            "size": SQLFragment(
                quoted: images.map { "pg_catalog.pg_column_size(\($0))" }.joined(separator: " operator(pg_catalog.+) ")),
            "largest": SQLFragment(
                quoted: String(table.key == .row ? Self.largestImages / 2 : Self.largestImages)),
            "leave_out": SQLFragment(quoted: leaveOut.map { "\($0) := null;" }.joined(separator: "\n            ")),
            "schema": try schemaName, "table": try tableName, "key": key,
        ])
    }
}
