import PostgresClient
import TailraceCore
import TailraceSQL

/// Finds the steps of a plan.
struct Planner {
    let catalog: Catalog
    let script: CaptureScript
    /// The functions of all tables that are to be captured. After a restore into another cluster one table's function
    /// may have the name that another's is to have.
    let wanted: Set<String>
    let partitioned: [CapturedTable]
    private(set) var steps: [CapturePlan.Step] = []
    /// Shared functions that are dropped and made again, and lose the rights on them.
    private(set) var remade: Set<String> = []

    init(catalog: Catalog, script: CaptureScript, wanted: Set<String>, partitioned: [CapturedTable]) {
        self.catalog = catalog
        self.script = script
        self.wanted = wanted
        self.partitioned = partitioned
    }

    /// The role that owns the functions, or will.
    var installer: String { catalog.server.hasSchema ? catalog.server.schemaOwner : catalog.server.role }

    mutating func add(
        _ kind: CapturePlan.Step.Kind, _ title: String, _ sql: [String], _ found: [Discrepancy],
        table: RelationName? = nil
    ) {
        steps.append(
            .init(
                kind: kind, title: title, sql: sql.joined(separator: "\n\n"), table: table, discrepancies: found))
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
        let found = Discrepancy(
            isNew ? .notInstalled : .schemaOutdated, "installation",
            isNew ? "Tailrace is not installed" : "what is missing: \(missing.map(\.name).joined(separator: ", "))")
        add(isNew ? .add : .change, "schema tailrace, \(before)version \(Migration.newest)", sql, [found])
    }

    /// Where migrations come before changes of tables: locks those tables before the outbox.
    mutating func lockWritersFirst() throws(PostgresError) {
        guard let version = catalog.migrations.max(), version < Migration.newest, let first = steps.first else {
            return
        }
        var locks: [String] = []
        for table in Set(steps.compactMap(\.table)).sorted() {
            let relation = try script.quoting.relation(table)
            let body = CaptureTemplates.lockWriters.rendered([
                "relation": relation, "name": try script.literal(relation.text),
            ])
            locks.append(
                CaptureTemplates.runBlock.rendered(["body": SQLFragment(quoted: CaptureScript.dollarQuoted(body))]))
        }
        steps[0] = .init(
            kind: first.kind, title: first.title, sql: (locks + [first.sql]).joined(separator: "\n\n"),
            table: nil, discrepancies: first.discrepancies)
    }

    mutating func planSource(_ name: String) throws(PostgresError) {
        guard catalog.sourceName == nil else { return }
        let sql = Queries.recordSource.rendered(["name": try script.literal(name)])
        add(.add, "source \(name)", [sql], [Discrepancy(.sourceMissing, "installation", "the source has no name yet")])
    }

    mutating func planSchemaChanges(_ templates: [TablePattern: CaptureTemplate]?) throws(PostgresError) {
        if templates != nil {
            try plan(SchemaChanges.functions)
        }
        steps += try SchemaChangePlan.steps(templates, catalog: catalog, script: script)
    }

    mutating func plan(_ functions: [(name: String, sql: SQLFile)]) throws(PostgresError) {
        for (name, sql) in functions {
            let title = "function tailrace.\(name)"
            guard let installed = catalog.functions[name] else {
                add(.add, title, [sql.text], [Discrepancy(.functionMissing, title, "it is missing")])
                continue
            }
            var found: [Discrepancy] = []
            if !installed.isOwn {
                found.append(
                    Discrepancy(.functionOwner, title, "it belongs to role \(SQLName.display(installed.owner))"))
            }
            if installed.body != sql.text.components(betweenPairsOf: "$function$") {
                found.append(Discrepancy(.functionAltered, title, "its text is another"))
            } else if !installed.isAs(declared: sql.text) {
                found.append(Discrepancy(.functionAltered, title, "its attributes are others"))
            }
            if installed.isSecurityDefiner, installed.executors.contains("") {
                found.append(Discrepancy(.functionRight, title, "everybody may run it"))
            }
            guard !found.isEmpty else { continue }
            if !installed.isOwn { remade.insert(name) }
            // Only an owner may replace a function; the schema's owner may drop it.
            let drop =
                installed.isOwn ? [] : [try script.dropFunction(name, arguments: installed.arguments)]
            add(.change, title, drop + [sql.text], found)
        }
    }

    /// What somebody has altered of the outbox. Last, since its locks keep the application waiting.
    mutating func planDamage() {
        for damage in catalog.damage {
            add(.change, damage.discrepancy.subject, [damage.repair], [damage.discrepancy])
        }
    }
}

extension Catalog.InstalledFunction {
    /// Whether it has the attributes that a text declares.
    fileprivate func isAs(declared text: String) -> Bool {
        let head = text.prefix(upTo: text.firstRange(of: "$function$")?.lowerBound ?? text.endIndex)
        let words = head.split(whereSeparator: \.isWhitespace)
        let language = words.firstIndex(of: "language").map { words[words.index(after: $0)] } ?? "sql"
        let declared = head.split(separator: "\n").filter { $0.hasPrefix("set ") }
            .map { String($0.dropFirst(4)).replacing(" = ", with: "=").replacing("'", with: "") }
        let volatility = words.contains("immutable") ? "i" : words.contains("stable") ? "s" : "v"
        return nature == "\(language), \(volatility)\(words.contains("strict") ? ", strict" : "")"
            && isSecurityDefiner == words.contains("definer")
            && settings == declared
    }
}

extension String {
    /// The text between the first two occurrences of a mark.
    fileprivate func components(betweenPairsOf mark: String) -> String? {
        guard let start = firstRange(of: mark), let end = self[start.upperBound...].firstRange(of: mark) else {
            return nil
        }
        return String(self[start.upperBound..<end.lowerBound])
    }
}
