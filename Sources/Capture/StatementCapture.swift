import PostgresClient
import TailraceSQL

/// Renders what captures all rows of a statement at once, from its transition tables.
struct StatementCapture {
    /// What captures one row: the way out where all at once fails.
    let row: RowCapture

    /// Columns of the subqueries that pair the rows of an update. A table that has them cannot be captured so.
    static let reservedPrefix = "tailrace_"

    private var table: CapturedTable { row.table }
    private var event: CaptureEvent { row.event }
    private var quoting: SQLQuoting { row.quoting }

    /// The body of a function for each statement.
    func function() throws(PostgresError) -> String {
        CaptureTemplates.statementFunction.rendered([
            "variables": SQLFragment(
                quoted: row.variables.text + (event == .update ? "\n    pair pg_catalog.record;" : "")),
            "check_names": try row.checkKeyNames(indent: "        "),
            "store_set": try storeSet(),
            "loop": loop, "reset": row.reset,
            "assign": SQLFragment(
                quoted: event == .update ? "old := pair.old_row;\n                new := pair.new_row;" : ""),
            "guard": row.guardCondition(leave: "continue"), "store_row": try row.storeRow(leave: "continue"),
        ])
    }

    private func storeSet() throws(PostgresError) -> SQLFragment {
        let record = event == .update ? "tailrace_image" : "*"
        let oldRow = try row.image(of: "old.\(record)")
        let newRow = try row.image(of: "new.\(record)")
        let oldKey = try row.keyText(of: "old", image: oldRow)
        return event.storeSet.filled([
            "beginning": CaptureTemplates.headBeginning.filled([
                "op": SQLFragment(quoted: "'\(event.code)'"), "schema": try row.schemaName, "table": try row.tableName,
            ]),
            "end": CaptureTemplates.headEnd.filled([
                "context": CaptureTemplates.context.fragment, "origin": CaptureTemplates.origin.fragment,
            ]),
            "old_key": oneLine(oldKey), "new_key": oneLine(try row.keyText(of: "new", image: newRow)),
            "new_row": newRow, "before": before(row: oldRow, key: oldKey),
            "old_rows": transitionRows("old_rows"), "new_rows": transitionRows("new_rows"),
            "no_old": try noRow("old"), "no_new": try noRow("new"),
            "changed": SQLFragment(
                quoted: table.onNoop == .skip
                    ? "old.tailrace_image operator(pg_catalog.*<>) new.tailrace_image" : "true"),
            "condition": SQLFragment(quoted: table.when.map { "(\n\($0)\n) is true" } ?? "true"),
        ])
    }

    /// JSON of some types has line breaks between its tokens, which a head must not have.
    private func oneLine(_ key: SQLFragment) -> SQLFragment {
        table.hasPlainKey ? key : SQLFragment(quoted: "pg_catalog.replace(\(key.text), E'\\n', ' ')")
    }

    private func before(row: SQLFragment, key: SQLFragment) -> SQLFragment {
        switch table.old {
        case .full: row
        case .key: SQLFragment(quoted: "(\(key.text))::pg_catalog.json")
        case .none: SQLFragment(quoted: "null")
        }
    }

    private func transitionRows(_ name: String) -> SQLFragment {
        CaptureTemplates.transitionRows.filled(["rows": SQLFragment(quoted: name)])
    }

    /// The row that an insert or delete does not have, for a condition that names it.
    private func noRow(_ name: String) throws(PostgresError) -> SQLFragment {
        guard table.when != nil else { return SQLFragment(quoted: "") }
        return SQLFragment(
            quoted: "\n        cross join (select (null::\(try quoting.relation(table.name).text)).*) as \(name)")
    }

    private var loop: SQLFragment {
        switch event {
        case .insert: SQLFragment(quoted: "for new in select new_rows.* from new_rows loop")
        case .delete: SQLFragment(quoted: "for old in select old_rows.* from old_rows loop")
        default:
            CaptureTemplates.pairRows.filled([
                "old_rows": CaptureTemplates.transitionImages.filled(["rows": SQLFragment(quoted: "old_rows")]),
                "new_rows": CaptureTemplates.transitionImages.filled(["rows": SQLFragment(quoted: "new_rows")]),
            ])
        }
    }
}

extension CaptureEvent {
    fileprivate var storeSet: SQLFile {
        switch self {
        case .delete: CaptureTemplates.storeDelete
        case .update: CaptureTemplates.storeUpdate
        default: CaptureTemplates.storeInsert
        }
    }
}
