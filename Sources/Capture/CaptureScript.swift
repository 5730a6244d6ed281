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
        return event.body.rendered([
            "schema": try literal(table.name.schema),
            "table": try literal(table.name.name),
            "new_key": try keyExpression(table.key, of: "new"),
            "old_key": try keyExpression(table.key, of: "old"),
            "before": SQLFragment(quoted: Self.before(table.old)),
            "context": SQLFragment(quoted: CaptureTemplates.context.text.trimmingNewlines),
            "origin": SQLFragment(quoted: CaptureTemplates.origin.text.trimmingNewlines),
            "partition": SQLFragment(
                quoted: table.isPartitioned
                    ? "pg_catalog.concat(tg_table_schema, '.', tg_table_name)" : "null"),
        ])
    }

    private static func before(_ image: OldImage) -> String {
        switch image {
        case .full: "pg_catalog.row_to_json(old)"
        case .key: "old_key::pg_catalog.json"
        case .none: "null"
        }
    }

    /// Makes or replaces a function.
    func makeFunction(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        CaptureTemplates.function.rendered([
            "function": try identifier(table.functionName(event)),
            "body": SQLFragment(quoted: Self.dollarQuoted(try body(event, of: table))),
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
    private func keyExpression(_ key: CapturedTable.Key, of row: String) throws(PostgresError) -> SQLFragment {
        guard case .columns(let columns) = key else {
            return SQLFragment(quoted: "pg_catalog.row_to_json(\(row))::pg_catalog.text")
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
