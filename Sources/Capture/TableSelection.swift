import Configuration
import TailraceCore

/// Finds the tables that the configuration means, and says what is wrong with those that cannot be captured.
struct TableSelection {
    /// The tables to capture, by name.
    private(set) var tables: [CapturedTable] = []
    /// Every entry that names no table, or one that cannot be captured.
    private(set) var problems: [ConfigurationProblem] = []

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
                tables.append(try Self.resolve(relation, entry.value, isPattern: isPattern))
            } catch {
                problems.append(entry.problem(error.message))
            }
        }
    }

    private struct Refusal: Error {
        let message: String
    }

    /// - Parameter isPattern: the entry is for all tables of a schema: a column need not be in each.
    private static func resolve(
        _ relation: Catalog.Relation, _ configuration: TableConfiguration, isPattern: Bool
    ) throws(Refusal) -> CapturedTable {
        let name = relation.name
        guard relation.kind.isCapturable else {
            throw Refusal(message: "\(name) is \(relation.kind.description); only tables can be captured")
        }
        guard !relation.isPartition else {
            throw Refusal(message: "\(name) is a partition; name its parent, which captures all of its partitions")
        }
        let key = try key(of: relation, configuration.key)
        return CapturedTable(
            oid: relation.oid, name: name, isPartitioned: relation.kind == .partitionedTable, key: key,
            projection: try projection(of: relation, configuration, key: key, isPattern: isPattern),
            when: configuration.when, old: configuration.old, onNoop: configuration.onNoop,
            truncate: configuration.truncate, operations: configuration.operations)
    }

    private static func projection(
        of relation: Catalog.Relation, _ configuration: TableConfiguration, key: CapturedTable.Key, isPattern: Bool
    ) throws(Refusal) -> CapturedTable.Projection? {
        let hidden = configuration.exclude + configuration.mask.keys.sorted()
        if !isPattern, let unknown = hidden.first(where: { !relation.columns.contains($0) }) {
            throw Refusal(
                message: "\(relation.name) has no column \(unknown) to exclude or mask; its columns are "
                    + relation.columns.joined(separator: ", "))
        }
        if case .columns(let columns) = key, let hiddenKey = columns.first(where: hidden.contains) {
            throw Refusal(
                message: """
                    the column \(hiddenKey) is part of the key of \(relation.name), which every event carries, so that \
                    it cannot be excluded or masked; name another key with `key: [column, …]`
                    """)
        }
        let excluded = configuration.exclude.filter(relation.columns.contains)
        let masks = configuration.mask.filter { relation.columns.contains($0.key) }
        guard !excluded.isEmpty || !masks.isEmpty else { return nil }
        return CapturedTable.Projection(excluded: excluded, masks: masks, known: relation.columns)
    }

    private static func key(
        of relation: Catalog.Relation, _ choice: KeyChoice
    ) throws(Refusal) -> CapturedTable.Key {
        switch choice {
        case .row:
            return .row
        case .columns(let columns):
            if let unknown = columns.first(where: { !relation.columns.contains($0) }) {
                throw Refusal(
                    message: "\(relation.name) has no column \(unknown) for its key; its columns are "
                        + relation.columns.joined(separator: ", "))
            }
            guard !columns.isEmpty else {
                throw Refusal(message: "the key of \(relation.name) names no column")
            }
            return .columns(columns)
        case .primaryKey:
            guard !relation.primaryKey.isEmpty else {
                throw Refusal(
                    message: """
                        \(relation.name) has no primary key; add one, or write what tells its rows apart as \
                        `\(relation.name): { key: [column, …] }`, or `{ key: row }` to take the whole row
                        """)
            }
            return .columns(relation.primaryKey)
        }
    }

    private static func missing(_ name: RelationName, in catalog: Catalog) -> String {
        let elsewhere = catalog.relations.filter { $0.kind.isCapturable && $0.name.name == name.name }.map(\.name)
        let sameSchema = catalog.relations.filter { $0.kind.isCapturable && $0.name.schema == name.schema }
            .map(\.name.name)
        if let other = elsewhere.first {
            return "there is no table \(name); did you mean \(other)?"
        }
        if let near = Spelling.nearest(to: name.name, in: sameSchema) {
            return "there is no table \(name); did you mean \(RelationName(schema: name.schema, name: near))?"
        }
        return "there is no table \(name) in this database"
    }
}
