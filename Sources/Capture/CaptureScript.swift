import PostgresClient
import TailraceCore
import TailraceSQL

/// Renders the functions and triggers of one table.
struct CaptureScript {
    let session: PostgresSession

    /// The source text of a function.
    func body(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        if event == .truncate, table.truncate == .deny {
            return CaptureTemplates.denyTruncateBody.rendered(["relation": try literal(table.name.description)])
        }
        let newRow = Self.row("new", table.projection)
        let oldRow = Self.row("old", table.projection)
        return event.body.rendered([
            "schema": try literal(table.name.schema),
            "table": try literal(table.name.name),
            "guard": table.when.map(Self.guardCondition) ?? SQLFragment(quoted: ""),
            "project": try project(event, table.projection),
            "project_variables": SQLFragment(
                quoted: table.projection == nil
                    ? "" : event.rows.map { "\($0)_row pg_catalog.json;" }.joined(separator: "\n    ")),
            "new_key": try keyExpression(table.key, of: "new", wholeRow: newRow),
            "old_key": try keyExpression(table.key, of: "old", wholeRow: oldRow),
            "new_row": newRow,
            "old_row": oldRow,
            "before": Self.before(table.old, row: oldRow),
            "context": SQLFragment(quoted: CaptureTemplates.context.text.trimmingNewlines),
            "origin": SQLFragment(quoted: CaptureTemplates.origin.text.trimmingNewlines),
            "partition": SQLFragment(
                quoted: table.isPartitioned
                    ? "pg_catalog.concat(tg_table_schema, '.', tg_table_name)" : "null"),
        ])
    }

    /// Plans a table's condition, and runs nothing. The condition is the configuration's own SQL, put where it can only
    /// be an expression; a comment in it ends with its line.
    func checkCondition(_ condition: String, of table: CapturedTable) throws(PostgresError) {
        let sql = CaptureTemplates.checkCondition.rendered([
            "relation": try relation(table.name), "when": SQLFragment(quoted: condition),
        ])
        // The extended protocol takes one statement and no more.
        try session.query(PostgresStatement(sql))
    }

    private static func guardCondition(_ condition: String) -> SQLFragment {
        SQLFragment(
            quoted: CaptureTemplates.guardCondition.rendered(["when": SQLFragment(quoted: condition)]).trimmingNewlines)
    }

    private static func before(_ image: OldImage, row: SQLFragment) -> SQLFragment {
        switch image {
        case .full: row
        case .key: SQLFragment(quoted: "old_key::pg_catalog.json")
        case .none: SQLFragment(quoted: "null")
        }
    }

    /// The row as JSON, as it is to be stored: a variable where it has to be projected first.
    private static func row(_ row: String, _ projection: CapturedTable.Projection?) -> SQLFragment {
        SQLFragment(quoted: projection == nil ? "pg_catalog.row_to_json(\(row))" : "\(row)_row")
    }

    private func project(
        _ event: CaptureEvent, _ projection: CapturedTable.Projection?
    ) throws(PostgresError) -> SQLFragment {
        guard let projection else { return SQLFragment(quoted: "") }
        let masks = projection.masks.sorted { $0.key < $1.key }.map { column, mask in
            "\(JSONText.quoted(column)):\(JSONText.quoted(mask.description))"
        }
        let settings = [
            try names(projection.known), try names(projection.excluded),
            try literal("{\(masks.joined(separator: ","))}").text,
        ].joined(separator: ", ")
        var parts: [String] = []
        for row in event.rows {
            var kept: [String] = []
            for column in projection.known where !projection.excluded.contains(column) {
                let name = try identifier(column).text
                kept.append(projection.masks[column] == nil ? "\(row).\(name) as \(name)" : "null as \(name)")
            }
            parts.append(
                CaptureTemplates.projectRow.rendered([
                    "row": SQLFragment(quoted: row),
                    "projected": SQLFragment(
                        quoted: "tailrace.project(pg_catalog.row_to_json(\(row)), \(settings))"),
                    "kept": SQLFragment(quoted: kept.joined(separator: ", ")),
                ]).trimmingNewlines)
        }
        return SQLFragment(quoted: parts.joined(separator: "\n\n    "))
    }

    private func names(_ names: [String]) throws(PostgresError) -> String {
        var quoted: [String] = []
        for name in names {
            quoted.append(try literal(name).text)
        }
        return "array[\(quoted.joined(separator: ", "))]::pg_catalog.text[]"
    }

    /// Makes or replaces a function.
    func makeFunction(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        CaptureTemplates.function.rendered([
            "function": try identifier(table.functionName(event)),
            "body": SQLFragment(quoted: Self.dollarQuoted(try body(event, of: table))),
            "search_path": SQLFragment(
                quoted: table.needsSearchPath ? "\nset search_path = pg_catalog, pg_temp" : ""),
        ])
    }

    /// Makes a trigger.
    func makeTrigger(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        event.trigger.rendered([
            "relation": try relation(table.name),
            "function": try identifier(table.functionName(event)),
            "condition": SQLFragment(
                quoted: table.hasCondition(event) ? CaptureTemplates.conditionChanged.text.trimmingNewlines : ""),
        ])
    }

    /// Removes a trigger.
    func dropTrigger(_ name: String, of table: RelationName) throws(PostgresError) -> String {
        CaptureTemplates.dropTrigger.rendered([
            "trigger": try identifier(name), "relation": try relation(table),
        ]).trimmingNewlines
    }

    /// Removes a function that has no arguments, with the triggers that run it.
    func dropFunction(_ name: String) throws(PostgresError) -> String {
        CaptureTemplates.dropFunction.rendered(["function": try identifier(name)]).trimmingNewlines
    }

    func identifier(_ name: String) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: try session.quoteIdentifier(name))
    }

    func literal(_ text: String) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: try session.quoteLiteral(text))
    }

    private func relation(_ name: RelationName) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: "\(try identifier(name.schema).text).\(try identifier(name.name).text)")
    }

    /// The key as the text of a JSON object. Text, since comparing it needs no operator of the column's type and
    /// storing it no parse.
    private func keyExpression(
        _ key: CapturedTable.Key, of row: String, wholeRow: SQLFragment
    ) throws(PostgresError) -> SQLFragment {
        guard case .columns(let columns) = key else {
            return SQLFragment(quoted: "\(wholeRow.text)::pg_catalog.text")
        }
        var parts: [String] = []
        for (index, column) in columns.enumerated() {
            parts.append(try literal((index == 0 ? "{" : ",") + JSONText.quoted(column) + ":").text)
            let value = "\(row).\(try identifier(column).text)"
            parts.append("coalesce(pg_catalog.to_json(\(value))::pg_catalog.text, 'null')")
        }
        parts.append("'}'")
        return SQLFragment(quoted: parts.joined(separator: " operator(pg_catalog.||) "))
    }

    /// Dollar quotes with a tag that the text does not hold, whatever the names in it are.
    static func dollarQuoted(_ text: String) -> String {
        var tag = "$function$"
        var number = 0
        while text.contains(tag) {
            number += 1
            tag = "$function_\(number)$"
        }
        return "\(tag)\n\(text)\(tag)"
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        String(reversed().drop(while: \.isNewline).reversed())
    }
}
