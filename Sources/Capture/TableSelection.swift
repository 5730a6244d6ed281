import Configuration
import TailraceCore

/// Finds the tables that the configuration means, and says what is wrong with those that cannot be captured.
struct TableSelection {
    /// The tables to capture, by name.
    private(set) var tables: [CapturedTable] = []
    /// Every entry that names no table, or one that cannot be captured.
    private(set) var problems: [ConfigurationProblem] = []
    /// The entry that each table is captured for, by the table's number.
    private var entries: [Int64: NamedValue<TableConfiguration>] = [:]

    init(_ entries: [NamedValue<TableConfiguration>], catalog: Catalog) {
        var chosen: [RelationName: (relation: Catalog.Relation, entry: NamedValue<TableConfiguration>)] = [:]
        var exact: Set<RelationName> = []

        for entry in entries {
            let pattern: TablePattern
            do throws(MalformedValue) {
                pattern = try TablePattern(entry.name)
            } catch {
                problems.append(entry.problem("\(error); write schema.table or schema.*"))
                continue
            }
            switch pattern {
            case .table(let name):
                if !exact.insert(name).inserted {
                    problems.append(entry.problem("the table \(name) is named twice"))
                } else if let relation = catalog.relations.first(where: { $0.name == name }) {
                    chosen[name] = (relation, entry)
                } else {
                    problems.append(entry.problem(Self.missing(name, in: catalog)))
                }
            case .schema(let schema):
                let matching = catalog.relations.filter {
                    $0.name.schema == schema && $0.kind.isCapturable && !$0.isPartition
                }
                if matching.isEmpty {
                    problems.append(
                        entry.problem("there is no table in a schema named \(schema) to be seen by this role"))
                }
                for relation in matching where !exact.contains(relation.name) {
                    chosen[relation.name] = (relation, entry)
                }
            }
        }
        for (relation, entry) in chosen.values.sorted(by: { $0.relation.name < $1.relation.name }) {
            do throws(Refusal) {
                let isPattern = !exact.contains(relation.name)
                let seen = catalog.seen[relation.oid]
                tables.append(try Self.resolve(relation, entry.value, seen: seen, isPattern: isPattern))
                self.entries[relation.oid] = entry
            } catch {
                problems.append(entry.problem(error.message))
            }
        }
    }

    /// Refuses the tables whose condition the server does not take.
    /// - Parameter check: what the server says of a condition; nil where it takes it.
    mutating func refuseConditions(_ check: (CapturedTable, String) throws -> String?) rethrows {
        var refused: Set<Int64> = []
        for table in tables {
            guard let when = table.when, let message = try check(table, when) else { continue }
            refused.insert(table.oid)
            guard let entry = entries[table.oid] else { continue }
            problems.append(
                ConfigurationProblem(
                    place: entry.value.whenPlace ?? entry.place, keyPath: "\(entry.keyPath).when",
                    message: "the condition cannot be evaluated for \(table.name): \(message); it reads: \(when)"))
        }
        tables.removeAll { refused.contains($0.oid) }
    }

    private struct Refusal: Error {
        let message: String
    }

    /// - Parameters:
    ///   - seen: what the last setup saw of the table.
    ///   - isPattern: the entry is for all tables of a schema: a column need not be in each.
    private static func resolve(
        _ relation: Catalog.Relation, _ configuration: TableConfiguration, seen: SeenTable?, isPattern: Bool
    ) throws(Refusal) -> CapturedTable {
        let name = relation.name
        guard relation.kind.isCapturable else {
            throw Refusal(message: "\(name) is \(relation.kind.description); only tables can be captured")
        }
        guard !relation.isPartition else {
            throw Refusal(message: "\(name) is a partition; name its parent, which captures all of its partitions")
        }
        let key = try key(of: relation, configuration.key, seen: seen)
        if configuration.capture == .statement, let reason = reasonAgainstStatements(relation) {
            throw Refusal(message: "\(name) cannot be captured by statement: \(reason); write `capture: row`")
        }
        let keyColumns = if case .columns(let columns) = key { columns } else { [String]() }
        return CapturedTable(
            oid: relation.oid, name: name, isPartitioned: relation.kind == .partitionedTable, key: key,
            keyTypes: relation.columns.types(of: keyColumns),
            projection: try projection(of: relation, configuration, key: key, seen: seen, isPattern: isPattern),
            when: configuration.when, old: configuration.old, onNoop: configuration.onNoop,
            truncate: configuration.truncate, operations: configuration.operations,
            granularity: configuration.capture, fire: configuration.fire, textTraits: relation.textTraits)
    }

    private static func reasonAgainstStatements(_ relation: Catalog.Relation) -> String? {
        if relation.kind == .partitionedTable {
            return "it is partitioned, and a statement that names a partition fires no trigger of its own"
        }
        if relation.inherits {
            return "it inherits or is inherited from, and a statement that names the other fires no trigger of its own"
        }
        if let trigger = relation.rowTriggers.first {
            return "what its trigger \(trigger) changes in it would be captured before the statement's own changes"
        }
        if relation.cascadesToItself {
            return """
                the action of a foreign key leads back to it, and would be captured before the statement's own changes
                """
        }
        if let column = relation.columnNames.first(where: { $0.hasPrefix(StatementCapture.reservedPrefix) }) {
            return "its column \(column) has a name that Tailrace needs"
        }
        return nil
    }

    private static func projection(
        of relation: Catalog.Relation, _ configuration: TableConfiguration, key: CapturedTable.Key,
        seen: SeenTable?, isPattern: Bool
    ) throws(Refusal) -> CapturedTable.Projection? {
        let hidden = configuration.exclude + configuration.mask.keys.sorted()
        // A column of a schema's entry need not be in each of its tables; one that was renamed must not slip through.
        if let unknown = hidden.first(where: { name in
            !relation.columnNames.contains(name)
                && (!isPattern || seen?.fate(of: name, now: relation.columns) != nil)
        }) {
            throw Refusal(
                message: missing(unknown, "to exclude or mask", in: relation, seen: seen))
        }
        for name in hidden {
            // By number it is the column that the last setup saw; by name it may be another one now.
            guard let before = seen?.columns.first(where: { $0.name == name }),
                let now = relation.columns.first(where: { $0.number == before.number }),
                now.name != name, !hidden.contains(now.name)
            else { continue }
            throw Refusal(
                message: """
                    the column \(name) of \(relation.name), which is to be excluded or masked, has been renamed to \
                    \(now.name) since setup last ran, and another one has its name: exclude or mask \(now.name) as well. \
                    If its values may leave the table, take it out of the configuration again after that setup
                    """)
        }
        if case .columns(let columns) = key, let hiddenKey = columns.first(where: hidden.contains) {
            throw Refusal(
                message: """
                    the column \(hiddenKey) is part of the key of \(relation.name), which every event carries, so that \
                    it cannot be excluded or masked; name another key with `key: [column, …]`
                    """)
        }
        let excluded = configuration.exclude.filter(relation.columnNames.contains)
        let masks = configuration.mask.filter { relation.columnNames.contains($0.key) }
        guard !excluded.isEmpty || !masks.isEmpty else { return nil }
        let numbers = (excluded + masks.keys.sorted()).compactMap { name in
            relation.columns.first { $0.name == name }?.number
        }
        return CapturedTable.Projection(
            excluded: excluded, masks: masks, known: relation.columnNames, numbers: numbers)
    }

    private static func key(
        of relation: Catalog.Relation, _ choice: KeyChoice, seen: SeenTable?
    ) throws(Refusal) -> CapturedTable.Key {
        switch choice {
        case .row:
            return .row
        case .columns(let columns):
            if let unknown = columns.first(where: { !relation.columnNames.contains($0) }) {
                throw Refusal(message: missing(unknown, "for its key", in: relation, seen: seen))
            }
            guard !columns.isEmpty else {
                throw Refusal(message: "the key of \(relation.name) names no column")
            }
            return .columns(columns)
        case .primaryKey:
            guard !relation.primaryKey.isEmpty else {
                let before =
                    seen.map {
                        $0.key.isEmpty ? "" : " any more (it was captured by \($0.key.joined(separator: ", ")))"
                    }
                    ?? ""
                throw Refusal(
                    message: """
                        \(relation.name) has no primary key\(before); add one, or write what tells its rows apart as \
                        `\(relation.name): { key: [column, …] }`, or `{ key: row }` to take the whole row
                        """)
            }
            return .columns(relation.primaryKey)
        }
    }

    private static func missing(
        _ column: String, _ purpose: String, in relation: Catalog.Relation, seen: SeenTable?
    ) -> String {
        let fate = seen?.fate(of: column, now: relation.columns).map { " (\($0))" } ?? ""
        return "\(relation.name) has no column \(column) \(purpose)\(fate); its columns are "
            + relation.columnNames.joined(separator: ", ")
    }

    private static func missing(_ name: RelationName, in catalog: Catalog) -> String {
        let elsewhere = catalog.relations.filter { $0.kind.isCapturable && $0.name.name == name.name }.map(\.name)
        let sameSchema = catalog.relations.filter { $0.kind.isCapturable && $0.name.schema == name.schema }
            .map(\.name.name)
        if let seen = catalog.seen.first(where: { $0.value.name == name }) {
            guard let renamed = catalog.relations.first(where: { $0.oid == seen.key }) else {
                return "there is no table \(name) any more; it was there when setup last ran"
            }
            return "there is no table \(name) any more; since setup last ran it has become \(renamed.name)"
        }
        if let other = elsewhere.first {
            return "there is no table \(name); did you mean \(other)?"
        }
        if let near = Spelling.nearest(to: name.name, in: sameSchema) {
            return "there is no table \(name); did you mean \(RelationName(schema: name.schema, name: near))?"
        }
        return "there is no table \(name) in this database"
    }
}
