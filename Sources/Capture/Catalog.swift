import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// What the database has, as far as capture is concerned.
struct Catalog: Sendable {
    var server: Server
    /// The versions of the schema that are installed.
    var migrations: [Int32]
    var sourceName: String?
    /// Whether the outbox's transaction ids are this cluster's.
    var isOwnCluster: Bool
    var functions: [String: InstalledFunction]
    var relations: [Relation]
    var triggers: [InstalledTrigger]

    struct Server: Sendable {
        let database: String
        let role: String
        let version: String
        let versionNumber: Int32
        let isReplica: Bool
        let mayCreateSchemas: Bool
        let hasSchema: Bool
        /// Empty when there is no schema.
        let schemaOwner: String
        let hasMigrations: Bool
    }

    struct InstalledFunction: Equatable, Sendable {
        let name: String
        let body: String
        let isSecurityDefiner: Bool
        let hasSettings: Bool
        let arguments: String
    }

    struct Relation: Sendable {
        let oid: Int64
        let name: RelationName
        let kind: Kind
        let isPartition: Bool
        let mayCreateTriggers: Bool
        let primaryKey: [String]
        let columns: [String]

        enum Kind: String, Sendable {
            case table = "r"
            case partitionedTable = "p"
            case view = "v"
            case materializedView = "m"
            case foreignTable = "f"

            var isCapturable: Bool { self == .table || self == .partitionedTable }

            var description: String {
                switch self {
                case .table: "a table"
                case .partitionedTable: "a partitioned table"
                case .view: "a view"
                case .materializedView: "a materialized view"
                case .foreignTable: "a foreign table"
                }
            }
        }
    }

    struct InstalledTrigger: Equatable, Sendable {
        let tableOID: Int64
        let table: RelationName
        let name: String
        let type: Int32
        /// Whether it fires for an application's writes: one that is enabled for replicas alone does not.
        let isEnabled: Bool
        let hasCondition: Bool
        let functionName: String
    }

    /// Reads the catalogue.
    static func read(_ session: PostgresSession) throws(PostgresError) -> Catalog {
        let row = try session.query(PostgresStatement(Queries.installation.text))[0]
        let server = Server(
            database: try row.get("database"), role: try row.get("role"), version: try row.get("server_version"),
            versionNumber: try row.get("server_version_number"), isReplica: try row.get("is_replica"),
            mayCreateSchemas: try row.get("may_create_schemas"), hasSchema: try row.get("has_schema"),
            schemaOwner: try row.get("schema_owner"),
            hasMigrations: try row.get("has_migrations"))
        var migrations: [Int32] = []
        var sourceName: String?
        var isOwnCluster = true
        if server.hasMigrations {
            for row in try session.query(PostgresStatement(Queries.appliedMigrations.text)) {
                migrations.append(try row.get("version"))
            }
            if migrations.contains(1) {
                sourceName = try session.query(PostgresStatement(Queries.sourceName.text)).first?.get("name")
                isOwnCluster =
                    try session.query(PostgresStatement(Queries.sourceIdentity.text)).first?.get("is_same_cluster")
                    ?? true
            }
        }
        var functions: [String: InstalledFunction] = [:]
        for row in try session.query(PostgresStatement(Queries.functions.text)) {
            let function = InstalledFunction(
                name: try row.get("name"), body: try row.get("body"),
                isSecurityDefiner: try row.get("is_security_definer"),
                hasSettings: try row.get("has_settings"), arguments: try row.get("arguments"))
            functions[function.name] = function
        }
        return Catalog(
            server: server, migrations: migrations, sourceName: sourceName,
            isOwnCluster: isOwnCluster, functions: functions,
            relations: try readRelations(session), triggers: try readTriggers(session))
    }

    private static func readRelations(_ session: PostgresSession) throws(PostgresError) -> [Relation] {
        var relations: [Relation] = []
        for row in try session.query(PostgresStatement(Queries.tables.text)) where try !row.get("is_temporary") {
            guard let kind = Relation.Kind(rawValue: try row.get("kind")) else { continue }
            relations.append(
                Relation(
                    oid: try row.get("oid"),
                    name: RelationName(schema: try row.get("schema_name"), name: try row.get("table_name")),
                    kind: kind, isPartition: try row.get("is_partition"),
                    mayCreateTriggers: try row.get("may_create_triggers"),
                    primaryKey: names(try row.get("primary_key")), columns: names(try row.get("columns"))))
        }
        return relations
    }

    private static func readTriggers(_ session: PostgresSession) throws(PostgresError) -> [InstalledTrigger] {
        var triggers: [InstalledTrigger] = []
        for row in try session.query(PostgresStatement(Queries.captureTriggers.text)) {
            triggers.append(
                InstalledTrigger(
                    tableOID: try row.get("table_oid"),
                    table: RelationName(schema: try row.get("schema_name"), name: try row.get("table_name")),
                    name: try row.get("trigger_name"), type: try row.get("trigger_type"),
                    isEnabled: ["O", "A"].contains(try row.get("enabled", as: String.self)),
                    hasCondition: try row.get("has_condition"), functionName: try row.get("function_name")))
        }
        return triggers
    }

    /// Names, which come as a JSON array.
    private static func names(_ json: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
    }
}
