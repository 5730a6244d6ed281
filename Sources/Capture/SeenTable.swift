import TailraceCore

/// A captured table as the last setup saw it.
struct SeenTable: Equatable, Sendable {
    let name: RelationName
    /// The names of the key's columns; none for the whole row.
    let key: [String]
    let columns: [Column]

    struct Column: Codable, Equatable, Sendable {
        let number: Int
        let name: String
        let type: String
    }

    /// What is different now, for people.
    func changes(to now: SeenTable) -> [String] {
        var changes: [String] = []
        if now.name != name {
            changes.append("it was called \(name)")
        }
        for column in now.columns {
            guard let before = columns.first(where: { $0.number == column.number }) else {
                changes.append("the column \(SQLName.display(column.name)) is new")
                continue
            }
            if before.name != column.name {
                changes.append(
                    "the column \(SQLName.display(before.name)) is called \(SQLName.display(column.name)) now")
            }
            if before.type != column.type {
                changes.append(
                    "the column \(SQLName.display(column.name)) was \(before.type) and is \(column.type) now")
            }
        }
        for column in columns where !now.columns.contains(where: { $0.number == column.number }) {
            changes.append("the column \(SQLName.display(column.name)) is gone")
        }
        return changes
    }

    /// What has become of a column that is looked for by its name in vain.
    func fate(of name: String, now columns: [Column]) -> String? {
        guard let before = self.columns.first(where: { $0.name == name }) else { return nil }
        guard let after = columns.first(where: { $0.number == before.number }) else {
            return "it was there when setup last ran and has been dropped"
        }
        return "since setup last ran it has been renamed to \(SQLName.display(after.name))"
    }
}

extension [SeenTable.Column] {
    /// The types of the columns with these names, in the names' order.
    func types(of names: [String]) -> [String] {
        names.compactMap { name in first { $0.name == name }?.type }
    }
}
