import TailraceSQL

/// One right in the schema tailrace.
struct RelayRight: Hashable, Sendable {
    let kind: Kind
    /// The name within the schema.
    let object: String
    /// The column that the right is limited to.
    var column: String?
    let privilege: String

    enum Kind: String, Sendable {
        case schema, table, sequence, function
    }

    /// What `run`, `replay`, `status` and `doctor` need, and nothing with which capture could be tampered with.
    ///
    /// A new table, view or sequence that a relay uses gets its line here. What takes more than rights on tables, such as
    /// emptying a segment, is done by shared functions that run with their owner's rights.
    static let all: Set<RelayRight> = Set(
        [RelayRight(kind: .schema, object: "tailrace", privilege: "usage")]
            + table("migration", "select") + table("outbox", "select") + table("change", "select")
            // Not the salt of masked values.
            + ["only_row", "name", "epoch", "system_identifier", "removed_through", "installed_at", "history"].map {
                RelayRight(kind: .table, object: "source", column: $0, privilege: "select")
            }
            + table("sink", "select", "insert", "update") + table("delivery", "select", "insert")
            + table("replay", "select", "insert", "update") + table("delivered", "select")
            + table("former_source", "select") + table("witness", "select")
            + table("seen_table", "select") + table("relay_role", "select") + table("omission", "select")
            + table("segment", "select") + table("housekeeping", "select") + table("gap", "select")
            + table("capture_template", "select")
            + table("dead_letter", "select", "insert", "update", "delete")
            + table("pause", "select", "insert", "update", "delete")
            + table("relay", "select", "insert", "update", "delete")
            + ["outbox_seq", "current_segment"].map {
                RelayRight(kind: .sequence, object: $0, privilege: "select")
            }
            + SharedFunctions.ofRelay.map { RelayRight(kind: .function, object: $0, privilege: "execute") })

    private static func table(_ name: String, _ privileges: String...) -> [RelayRight] {
        privileges.map { RelayRight(kind: .table, object: name, privilege: $0) }
    }
}
