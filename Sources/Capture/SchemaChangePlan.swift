import PostgresClient
import TailraceCore
import TailraceSQL

/// What has to be done for the database to follow schema changes by itself, or not to do so any more.
enum SchemaChangePlan {
    private struct EventTrigger {
        let installed: Catalog.InstalledEventTrigger
        let sql: SQLFile
    }

    private static let triggers = [
        EventTrigger(
            installed: .init(
                name: "tailrace_ddl",
                event:
                    "ddl_command_end CREATE TABLE, CREATE TABLE AS, SELECT INTO, ALTER TABLE, CREATE SCHEMA, ALTER SCHEMA",
                isEnabled: true, functionName: "follow_ddl"),
            sql: SchemaChanges.ddlTrigger),
        EventTrigger(
            installed: .init(
                name: "tailrace_drop", event: "sql_drop DROP TABLE, DROP SCHEMA, DROP OWNED, DROP EXTENSION",
                isEnabled: true, functionName: "follow_drop"),
            sql: SchemaChanges.dropTrigger),
    ]

    /// Whether all event triggers are as they should be.
    static func isInstalled(in catalog: Catalog) -> Bool {
        triggers.allSatisfy { catalog.eventTriggers.contains($0.installed) }
    }

    /// - Parameter templates: how each entry's tables are captured; nil when schema changes are not to be followed.
    static func steps(
        _ templates: [TablePattern: CaptureTemplate]?, catalog: Catalog, script: CaptureScript
    ) throws(PostgresError) -> [CapturePlan.Step] {
        var steps: [CapturePlan.Step] = []
        func add(_ kind: CapturePlan.Step.Kind, _ code: FindingCode, _ title: String, _ sql: [String]) {
            let problem =
                switch kind {
                case .add: "it is missing"
                case .change: "it is not as the configuration asks for"
                case .remove: "the configuration does not ask for it"
                }
            steps.append(
                .init(
                    kind: kind, title: title, sql: sql.joined(separator: "\n\n"), table: nil,
                    discrepancies: [Discrepancy(kind == .remove ? .captureUnwanted : code, title, problem)]))
        }
        let patterns = Set(catalog.templates.keys).union((templates ?? [:]).keys)
        for pattern in patterns.sorted(by: { $0.description < $1.description }) {
            let wanted = templates?[pattern]?.json
            let installed = catalog.templates[pattern]
            guard wanted != installed else { continue }
            var sql: [String] = []
            if installed != nil {
                sql.append(SchemaChanges.dropTemplate.rendered(try place(of: pattern, script)))
            }
            if let wanted {
                sql.append(
                    SchemaChanges.storeTemplate.rendered(
                        try place(of: pattern, script).merging(["template": try script.literal(wanted)]) { $1 }))
            }
            add(
                wanted == nil ? .remove : installed == nil ? .add : .change, .templateAltered,
                "template for new tables: \(pattern)", sql)
        }
        guard templates != nil else {
            let functions = SchemaChanges.functions.map(\.name).filter { catalog.functions[$0] != nil }
            if !functions.isEmpty {
                var sql: [String] = []
                for function in functions {
                    sql.append(
                        SchemaChanges.removeFunction.rendered(["function": try script.quoting.identifier(function)]))
                }
                add(.remove, .eventTriggerMissing, "event triggers for schema changes", sql)
            }
            return steps
        }
        for trigger in triggers where !catalog.eventTriggers.contains(trigger.installed) {
            var sql: [String] = []
            let other = catalog.eventTriggers.first { $0.name == trigger.installed.name }
            if let other {
                sql.append(
                    SchemaChanges.removeTrigger.rendered(["trigger": try script.quoting.identifier(other.name)]))
            }
            add(
                other == nil ? .add : .change, .eventTriggerMissing, "event trigger \(trigger.installed.name)",
                sql + [trigger.sql.text])
        }
        return steps
    }

    private static func place(
        of pattern: TablePattern, _ script: CaptureScript
    ) throws(PostgresError) -> [String: SQLFragment] {
        switch pattern {
        case .table(let name):
            ["schema": try script.literal(name.schema), "table": try script.literal(name.name)]
        case .schema(let schema):
            ["schema": try script.literal(schema), "table": SQLFragment(quoted: "null")]
        }
    }
}
