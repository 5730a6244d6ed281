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
            "variables": variables, "guard": guardCondition(leave: "return null"),
            "short_way": try ShortWay(row: self).fragment(), "store_row": try storeRow(leave: "return null"),
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
        event.rows.flatMap { [("\($0)_key", "text"), ("\($0)_row", "json")] }
            + [("context", "json"), ("origin", "text"), ("omitted", "text")]
    }

    /// Stores the change of the rows in the variables `old` and `new`.
    /// - Parameter leave: the statement that does without storing it.
    func storeRow(leave: String) throws(PostgresError) -> SQLFragment {
        let leave = SQLFragment(quoted: leave)
        let skipsUnchanged = event == .update && table.onNoop == .skip
        return CaptureTemplates.storeRow.filled([
            "unless_changed": SQLFragment(
                quoted: skipsUnchanged
                    ? CaptureTemplates.unlessChanged.filled(["leave": leave]).text + "\n        " : ""),
            "compute": try compute(),
            "is_particular": SQLFragment(quoted: try isParticular().joined(separator: "\n            or ")),
            "compute_old_key": try computeOldKey(),
            "particulars": try particulars(),
            "rescue": try rescue(),
            "op": SQLFragment(quoted: "'\(event.code)'"),
            "schema": try schemaName,
            "table": try tableName,
            "key": key,
            "stored_old_key": SQLFragment(quoted: event == .update ? "old_key" : "null"),
            "before": before,
            "after": SQLFragment(quoted: event == .delete ? "null" : "new_row"),
            "partition": partition,
            "is_named": try isNamed, "short_head": try shortHead(),
        ])
    }

    /// Whether the table has the names that its short head says. Those of a partitioned table stay what they are.
    private var isNamed: SQLFragment {
        get throws(PostgresError) {
            guard !table.isPartitioned else { return SQLFragment(quoted: "true") }
            return SQLFragment(
                quoted: "tailrace.is_named(\(regclass.text), \(try literalSchema.text), \(try literalName.text))")
        }
    }

    /// The head of a change that has nothing but a key.
    private func shortHead() throws(PostgresError) -> SQLFragment {
        var parts = [
            try literal("head_start", headStart).text,
            "coalesce(pg_catalog.replace(\(key.text), E'\\n', ' '), '')",
        ]
        if table.isPartitioned { parts += ["E'\\n\\n'", escapedPartition] }
        return SQLFragment(quoted: parts.joined(separator: Self.concatenated))
    }

    static let concatenated = " operator(pg_catalog.||) "

    /// The lines before the key, with the names that the table has now. `SQL/SchemaChanges/head_start.sql` makes the same.
    var headStart: String {
        let names = [table.name.schema, table.name.name].map { JSONText.quoted($0).dropFirst().dropLast() }
        return "\(event.code)\n\(names[0])\n\(names[1])\n"
    }

    /// The partition as in a JSON string.
    var escapedPartition: String {
        "pg_catalog.left(pg_catalog.substr(pg_catalog.to_json(\(partition.text))::pg_catalog.text, 2), -1)"
    }

    /// The table by its number: what names it so is planned anew when it is altered.
    var regclass: SQLFragment {
        places?.place("regclass") ?? SQLFragment(quoted: "'\(table.oid)'::pg_catalog.regclass")
    }

    /// A literal; in a template, its place.
    private func literal(_ place: String, _ text: String) throws(PostgresError) -> SQLFragment {
        if let places { return places.place(place) }
        return try quoting.literal(text)
    }

    var literalSchema: SQLFragment {
        get throws(PostgresError) { try literal("schema", table.name.schema) }
    }

    var literalName: SQLFragment {
        get throws(PostgresError) { try literal("table", table.name.name) }
    }

    /// Leaves out changes for which the table's condition is not true.
    /// - Parameter leave: the statement that does without storing a row.
    func guardCondition(leave: String) -> SQLFragment {
        guard let when = table.when else { return SQLFragment(quoted: "") }
        let guarded = CaptureTemplates.guardCondition.filled([
            "when": SQLFragment(quoted: when), "leave": SQLFragment(quoted: leave),
        ])
        return SQLFragment(quoted: "\(guarded.text)\n\n    ")
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
        return SQLFragment(quoted: "tailrace.project(\(json), \(settings), \(relation), \(numbers(projection)))")
    }

    /// Makes sure that nothing hidden is taken for the key: the key's columns are taken from the row by name.
    func checkKeyNames(indent: String) throws(PostgresError) -> SQLFragment {
        guard let projection = table.projection, !table.keyColumns.isEmpty else { return SQLFragment(quoted: "") }
        return try checkNames(table.keyColumns, projection, indent: indent)
    }

    private func checkNames(
        _ names: [String], _ projection: CapturedTable.Projection, indent: String
    ) throws(PostgresError) -> SQLFragment {
        let check = CaptureTemplates.checkHiddenNames.filled([
            "relation": SQLFragment(quoted: relation), "numbers": SQLFragment(quoted: numbers(projection)),
            "names": try quoting.texts(names),
        ])
        return SQLFragment(quoted: check.text.replacing("\n", with: "\n\(indent)") + "\n\(indent)")
    }

    /// A partition's columns have other numbers, but the same names.
    private var relation: String { "'\(table.oid)'::pg_catalog.oid" }

    private func numbers(_ projection: CapturedTable.Projection) -> String {
        "array[\(projection.numbers.map(String.init).joined(separator: ", "))]::pg_catalog.int4[]"
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
        let check = try checkKeyNames(indent: "        ")
        lines.append(check.text + (try computeKey(of: event == .delete ? "old" : "new").text))
        return SQLFragment(quoted: lines.joined(separator: "\n        "))
    }

    private func computeOldKey() throws(PostgresError) -> SQLFragment {
        event == .update ? try computeKey(of: "old") : SQLFragment(quoted: "")
    }

    private func computeKey(of row: String) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: "\(row)_key := \(try keyText(of: row, image: SQLFragment(quoted: "\(row)_row")).text);")
    }

    /// Conditions of which one is true, or the first one unknown, where a change has more than most.
    private func isParticular() throws(PostgresError) -> [String] {
        var conditions: [String] = []
        if event == .update {
            conditions.append("(\(try hasSameKey())) is not true")
        }
        if let size = sizeOfImages {
            conditions.append("\(size) operator(pg_catalog.>) \(largestImages)")
        }
        for setting in ["context", "origin"] {
            conditions.append("pg_catalog.current_setting('tailrace.\(setting)', true) operator(pg_catalog.<>) ''")
        }
        return conditions
    }

    /// Whether an update has left the key as it was. By image, where equality is not identity: what compares a key's image
    /// needs no operator of its types.
    func hasSameKey() throws(PostgresError) -> String {
        guard case .columns(let columns) = table.key else { return "false" }
        if let places { return places.place("same_key").text }
        let old = try quoting.fields(columns, of: "old")
        let new = try quoting.fields(columns, of: "new")
        guard table.hasPlainKey else {
            return
                "pg_catalog.record_image_eq(row(\(old.joined(separator: ", "))), row(\(new.joined(separator: ", "))))"
        }
        return zip(old, new).map { "\($0) operator(pg_catalog.=) \($1)" }.joined(separator: " and ")
    }

    private func particulars() throws(PostgresError) -> SQLFragment {
        CaptureTemplates.particulars.filled([
            "drop_equal_key": SQLFragment(
                quoted: event == .update ? CaptureTemplates.dropEqualKey.fragment.text + "\n            " : ""),
            "context": CaptureTemplates.context.fragment,
            "origin": CaptureTemplates.origin.fragment,
            "check_size": try checkSize(),
        ])
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
                    "check_names": try checkNames(
                        projection.shown, projection, indent: String(repeating: " ", count: 24)),
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
                    "check_names": try checkKeyNames(indent: String(repeating: " ", count: 16)),
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

    private var sizeOfImages: String? {
        guard !imagedRows.isEmpty else { return nil }
        return imagedRows.map { "pg_catalog.pg_column_size(\($0)_row)" }.joined(separator: " operator(pg_catalog.+) ")
    }

    private var largestImages: Int { table.key == .row ? Self.largestImages / 2 : Self.largestImages }

    /// Behind what is seldom the case: there are keys and a context to be counted, too.
    private func checkSize() throws(PostgresError) -> SQLFragment {
        var images = imagedRows.map { "\($0)_row" }
        // Where the key is the whole row, it is as large.
        if table.key == .row { images += event.rows.map { "\($0)_key" } }
        let keys = event.rows.map { "\($0)_key" }
        let small = keys.sorted() + ["context"]
        // Two values can have more bytes together than an integer counts.
        func size(_ values: [String]) -> SQLFragment {
            SQLFragment(
                quoted: values.map { "coalesce(pg_catalog.pg_column_size(\($0)), 0)::pg_catalog.int8" }
                    .joined(separator: " operator(pg_catalog.+) "))
        }
        return CaptureTemplates.checkSize.filled([
            "size": size(imagedRows.map { "\($0)_row" } + small), "size_without_images": size(small),
            "largest": SQLFragment(quoted: String(Self.largestImages)),
            "leave_out": SQLFragment(quoted: images.map { "\($0) := null;" }.joined(separator: "\n                ")),
            "leave_out_keys": SQLFragment(
                quoted: keys.map { "\($0) := null;" }.joined(separator: "\n                    ")),
            "schema": try schemaName, "table": try tableName, "key": key,
        ])
    }
}
