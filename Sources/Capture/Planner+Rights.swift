import PostgresClient
import TailraceCore
import TailraceSQL

extension Planner {
    /// Gives each relay's role what it needs, and nobody that was one before.
    mutating func planRelayRoles(_ wanted: [String]) throws(PostgresError) {
        for role in catalog.relayRoles where !wanted.contains(role.name) || !role.isThere {
            let title =
                "relay role \(SQLName.display(role.name)), which "
                + (role.isThere ? "is not wanted any more" : "does not exist any more")
            let rights = role.isThere ? rights(of: role.name) : []
            let name = try script.literal(role.name)
            add(
                .remove, title,
                try revoke(rights, from: role.name) + [Queries.forgetRelayRole.rendered(["name": name])],
                [Discrepancy(.relayRight, "role \(SQLName.display(role.name))", title)])
        }
        let gone = catalog.relayRoles.filter { !$0.isThere }.map(\.name)
        for role in wanted where !gone.contains(role) {
            try planRelayRole(role)
        }
    }

    private mutating func planRelayRole(_ role: String) throws(PostgresError) {
        // Owning everything is more than enough.
        guard role != installer else { return }
        let isKnown = catalog.relayRoles.contains { $0.name == role }
        let granted = rights(of: role).filter { $0.kind != .function || !remade.contains($0.object) }
        let missing = RelayRight.all.subtracting(granted)
        // What a role had before it became a relay's is not Tailrace's to take.
        let excess = isKnown ? granted.subtracting(RelayRight.all) : []
        guard !isKnown || !missing.isEmpty || !excess.isEmpty else { return }
        var sql = isKnown ? [] : [Queries.recordRelayRole.rendered(["name": try script.literal(role)])]
        // Taking a right on a table away takes the same right on its columns.
        let objects = Set(excess.map(\.object))
        sql += try revoke(excess, from: role)
        sql += try grant(missing.union(RelayRight.all.filter { objects.contains($0.object) }), to: role)
        let subject = "role \(SQLName.display(role))"
        let found =
            missing.summary.map { Discrepancy(.relayRight, subject, "it lacks the right to \($0)") }
            + excess.summary.map { Discrepancy(.relayRight, subject, "it has the right to \($0)") }
        add(isKnown ? .change : .add, "relay \(subject)", sql, found)
    }

    private func rights(of role: String) -> Set<RelayRight> {
        Set(catalog.grants.filter { $0.grantee == role }.map(\.right))
    }

    private func grant(_ rights: Set<RelayRight>, to role: String) throws(PostgresError) -> [String] {
        try statements(Queries.grantRights, rights, role)
    }

    private func revoke(_ rights: Set<RelayRight>, from role: String) throws(PostgresError) -> [String] {
        try statements(Queries.revokeRights, rights, role)
    }

    /// One text for all rights, a statement for each object; none where there is nothing to do.
    private func statements(
        _ statement: SQLFile, _ rights: Set<RelayRight>, _ role: String
    ) throws(PostgresError) -> [String] {
        let role = try script.quoting.identifier(role)
        var sql: [String] = []
        for right in rights.grouped {
            sql.append(statement.filled(["rights": SQLFragment(quoted: try clause(right)), "role": role]).text)
        }
        return sql.isEmpty ? [] : [sql.joined(separator: "\n")]
    }

    private func clause(_ rights: [RelayRight]) throws(PostgresError) -> String {
        guard let first = rights.first else { return "" }
        var privileges: [String] = []
        for right in rights where right.column == nil {
            privileges.append(right.privilege)
        }
        for privilege in Set(rights.filter { $0.column != nil }.map(\.privilege)).sorted() {
            var columns: [String] = []
            for right in rights where right.privilege == privilege {
                if let column = right.column { columns.append(try script.quoting.identifier(column).text) }
            }
            privileges.append("\(privilege) (\(columns.joined(separator: ", ")))")
        }
        let object =
            switch first.kind {
            case .schema: "schema tailrace"
            // A function's name is enough where there is no other of that name.
            case .table, .sequence, .function:
                "\(first.kind.rawValue) tailrace.\(try script.quoting.identifier(first.object).text)"
            }
        return "\(privileges.joined(separator: ", ")) on \(object)"
    }
}

extension Set<RelayRight> {
    /// The rights on one object together, in a stable order.
    fileprivate var grouped: [[RelayRight]] {
        Dictionary(grouping: self) { "\($0.kind == .schema ? "" : $0.kind.rawValue) \($0.object)" }
            .sorted { $0.key < $1.key }
            .map { $0.value.sorted { ($0.column ?? "", $0.privilege) < ($1.column ?? "", $1.privilege) } }
    }

    /// Such as `select, update on sink`.
    fileprivate var summary: [String] {
        grouped.map { rights in
            let privileges = rights.map { $0.column.map { column in "read its \(column)" } ?? $0.privilege }
            return
                "\(privileges.joined(separator: ", ")) on \(rights.first?.kind.rawValue ?? "") \(rights.first?.object ?? "")"
        }
    }
}
