/// A step in the history of the schema. Steps are only ever added.
public struct Migration: Sendable {
    /// Its number; they are applied in ascending order.
    public let version: Int
    /// What it brings.
    public let name: String
    /// Its text.
    public let sql: SQLFile

    /// All steps, in order.
    public static let all = [
        Migration(version: 1, name: "outbox", sql: SQLFile(PackageResources.m0001_outbox_sql)),
        Migration(version: 2, name: "sinks", sql: SQLFile(PackageResources.m0002_sinks_sql)),
        Migration(version: 3, name: "replay", sql: SQLFile(PackageResources.m0003_replay_sql)),
        Migration(version: 4, name: "masks", sql: SQLFile(PackageResources.m0004_masks_sql)),
        Migration(version: 5, name: "last_setup", sql: SQLFile(PackageResources.m0005_last_setup_sql)),
        Migration(version: 6, name: "schema_changes", sql: SQLFile(PackageResources.m0006_schema_changes_sql)),
        Migration(version: 7, name: "aside", sql: SQLFile(PackageResources.m0007_aside_sql)),
        Migration(version: 8, name: "housekeeping", sql: SQLFile(PackageResources.m0008_housekeeping_sql)),
        Migration(version: 9, name: "omissions", sql: SQLFile(PackageResources.m0009_omissions_sql)),
        Migration(version: 10, name: "history", sql: SQLFile(PackageResources.m0010_history_sql)),
        Migration(version: 11, name: "relays", sql: SQLFile(PackageResources.m0011_relays_sql)),
        Migration(
            version: 12, name: "head",
            sql: SQLFile(PackageResources.m0012_head_sql, with: ["change_view": Queries.changeView])),
    ]

    /// The newest version, which this program needs.
    public static let newest = all.map(\.version).max() ?? 0

    /// What must be there before the first of them.
    public static let bootstrap = SQLFile(PackageResources.bootstrap_sql)
}
