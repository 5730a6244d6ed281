import PostgresClient
import TailraceCore
import TailraceSQL

/// What has to be done so that the database has what the configuration asks for.
public struct CapturePlan: Sendable {
    /// What has to be done, in order. Nothing when everything is in place.
    public let steps: [Step]
    /// The tables that are captured once it is done.
    public let tables: [RelationName]

    /// One thing to do.
    public struct Step: Sendable {
        /// Whether something is added, changed or taken away.
        public let kind: Kind
        /// What, for people.
        public let title: String
        /// The statements.
        public let sql: String
        /// The table whose lock the statements need.
        public let table: RelationName?

        /// Whether something is added, changed or taken away.
        public enum Kind: Character, Sendable {
            /// Something new.
            case add = "+"
            /// Something that differs.
            case change = "~"
            /// Something that is not wanted any more.
            case remove = "-"
        }
    }

    /// The whole plan as one script, such as a database administrator would run.
    public func script(lockTimeout: Duration) -> String {
        let header = """
            begin;

            \(Queries.lockInstallation.text)
            set local lock_timeout = '\(lockTimeout.milliseconds)ms';

            """
        let body = steps.map { step in
            // A name may hold a line break, behind which the comment would be over.
            "-- \(step.title.split(whereSeparator: \.isNewline).joined(separator: " "))\n\(step.sql.trimmed)\n"
        }
        return header + "\n" + body.joined(separator: "\n") + "\ncommit;\n"
    }

    /// Compares what is there with what is wanted.
    init(
        tables: [CapturedTable], sourceName: String?, catalog: Catalog, session: PostgresSession
    ) throws(PostgresError) {
        let wanted = Set(tables.flatMap { table in table.events.map(table.functionName) })
        var planner = Planner(catalog: catalog, script: CaptureScript(session: session), wanted: wanted)
        try planner.planSchema()
        try planner.planSource(sourceName ?? catalog.sourceName ?? catalog.server.database)
        try planner.planSharedFunctions()
        try planner.planRemovals(keeping: tables)
        for table in tables {
            try planner.planCapture(of: table)
        }
        steps = planner.steps
        self.tables = tables.map(\.name)
    }
}

private struct Planner {
    let catalog: Catalog
    let script: CaptureScript
    /// The functions of all tables that are to be captured. After a restore into another cluster one table's function
    /// may have the name that another's is to have.
    let wanted: Set<String>
    var steps: [CapturePlan.Step] = []

    mutating func add(_ kind: CapturePlan.Step.Kind, _ title: String, _ sql: [String], table: RelationName? = nil) {
        steps.append(.init(kind: kind, title: title, sql: sql.joined(separator: "\n\n"), table: table))
    }

    mutating func planSchema() throws(PostgresError) {
        let missing = Migration.all.filter { !catalog.migrations.contains(Int32($0.version)) }
        guard !missing.isEmpty else { return }
        let isNew = !catalog.server.hasMigrations
        var sql = isNew ? [Migration.bootstrap.text] : []
        for migration in missing {
            // The row comes first: a second setup that has the same to do waits for it.
            sql.append(
                Queries.recordMigration.rendered([
                    "version": SQLFragment(quoted: String(migration.version)),
                    "name": try script.literal(migration.name),
                ]))
            sql.append(migration.sql.text)
        }
        let before = catalog.migrations.max().map { "version \($0) becomes " } ?? ""
        add(isNew ? .add : .change, "schema tailrace, \(before)version \(Migration.newest)", sql)
    }

    mutating func planSource(_ name: String) throws(PostgresError) {
        guard catalog.sourceName == nil else { return }
        let sql = Queries.recordSource.rendered(["name": try script.literal(name)])
        add(.add, "source \(name)", [sql])
    }

    mutating func planSharedFunctions() throws(PostgresError) {
        for (name, sql) in SharedFunctions.all {
            let installed = catalog.functions[name]
            let body = sql.text.components(betweenPairsOf: "$function$")
            if installed == nil {
                add(.add, "function tailrace.\(name)", [sql.text])
            } else if installed?.body != body {
                add(.change, "function tailrace.\(name)", [sql.text])
            }
        }
    }

    mutating func planRemovals(keeping tables: [CapturedTable]) throws(PostgresError) {
        let kept = Set(tables.map(\.oid))
        var named: [RelationName] = []
        for trigger in catalog.triggers where !kept.contains(trigger.tableOID) && !named.contains(trigger.table) {
            named.append(trigger.table)
        }
        for table in named {
            let sql = try removal(of: catalog.triggers.filter { $0.table == table })
            add(.remove, "capture of \(table), which the configuration does not name", sql, table: table)
        }
        let used = Set(catalog.triggers.map(\.functionName))
        let unused = catalog.functions.keys.filter {
            $0.hasPrefix("capture_") && !wanted.contains($0) && !used.contains($0)
        }
        for name in unused.sorted() {
            add(.remove, "function tailrace.\(name), which no table uses any more", [try script.dropFunction(name)])
        }
    }

    /// Takes triggers away. With their function, where nobody else needs it: that takes no more than owning the
    /// function, and dropping a trigger takes owning the table.
    private func removal(of triggers: [Catalog.InstalledTrigger]) throws(PostgresError) -> [String] {
        var sql: [String] = []
        for trigger in triggers where wanted.contains(trigger.functionName) {
            sql.append(try script.dropTrigger(trigger.name, of: trigger.table))
        }
        for name in Set(triggers.map(\.functionName)).subtracting(wanted).sorted() {
            sql.append(try script.dropFunction(name))
        }
        return sql
    }

    mutating func planCapture(of table: CapturedTable) throws(PostgresError) {
        let installed = catalog.triggers.filter { $0.tableOID == table.oid }
        var sql = try removal(
            of: installed.filter { trigger in !table.events.contains { $0.matches(trigger, of: table) } })
        for event in table.events {
            let function = catalog.functions[table.functionName(event)]
            // What `as $function$` makes of the text: a line break in front of it.
            let isCurrent =
                try function?.body == "\n" + script.body(event, of: table) && function?.isSecurityDefiner == true
                && function?.hasSettings == table.needsSearchPath
            if !isCurrent {
                sql.append(try script.makeFunction(event, of: table))
            }
            if !installed.contains(where: { event.matches($0, of: table) }) {
                sql.append(try script.makeTrigger(event, of: table))
            }
        }
        guard !sql.isEmpty else { return }
        let key =
            switch table.key {
            case .columns(let columns): "key \(columns.joined(separator: ", "))"
            case .row: "the whole row as key"
            }
        add(installed.isEmpty ? .add : .change, "capture of \(table.name), \(key)", sql, table: table.name)
    }
}

extension CaptureEvent {
    fileprivate func matches(_ trigger: Catalog.InstalledTrigger, of table: CapturedTable) -> Bool {
        trigger.name == triggerName && trigger.type == triggerType && trigger.hasCondition == table.hasCondition(self)
            && trigger.isEnabled && trigger.functionName == table.functionName(self)
    }
}

extension String {
    fileprivate var trimmed: Substring {
        self[...].trimmingPrefix(while: \.isNewline)
    }

    /// The text between the first two occurrences of a mark.
    fileprivate func components(betweenPairsOf mark: String) -> String? {
        guard let start = firstRange(of: mark), let end = self[start.upperBound...].firstRange(of: mark) else {
            return nil
        }
        return String(self[start.upperBound..<end.lowerBound])
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
