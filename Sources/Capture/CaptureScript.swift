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
        let newRow = try rowExpression("new", table.projection)
        let oldRow = try rowExpression("old", table.projection)
        return event.body.rendered([
            "schema": try literal(table.name.schema),
            "table": try literal(table.name.name),
            "guard": table.when.map(Self.guardCondition) ?? SQLFragment(quoted: ""),
            "new_key": try keyExpression(table.key, of: "new", row: newRow),
            "old_key": try keyExpression(table.key, of: "old", row: oldRow),
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

    /// The row as JSON, as it is to be stored.
    private func rowExpression(
        _ row: String, _ projection: CapturedTable.Projection?
    ) throws(PostgresError) -> SQLFragment {
        let whole = "pg_catalog.row_to_json(\(row))"
        guard let projection else { return SQLFragment(quoted: whole) }
        let masks = projection.masks.sorted { $0.key < $1.key }.map { column, mask in
            "\(JSONText.quoted(column)):\(JSONText.quoted(mask.description))"
        }
        let arguments = [
            whole, try names(projection.known), try names(projection.excluded),
            try literal("{\(masks.joined(separator: ","))}").text,
        ]
        return SQLFragment(quoted: "tailrace.project(\(arguments.joined(separator: ", ")))")
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
        "drop trigger \(try identifier(name).text) on \(try relation(table).text);"
    }

    /// Removes a function that has no arguments.
    func dropFunction(_ name: String) throws(PostgresError) -> String {
        "drop function tailrace.\(try identifier(name).text) ();"
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
        _ key: CapturedTable.Key, of row: String, row wholeRow: SQLFragment
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
