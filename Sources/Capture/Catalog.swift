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
    var change: SourceChange
    var functions: [String: InstalledFunction]
    var relations: [Relation]
    var triggers: [InstalledTrigger]
    /// The captured tables as the last setup saw them, by number.
    var seen: [Int64: SeenTable] = [:]
    var relayRoles: [RelayRole] = []
    /// Rights of others than the schema's owner.
    var grants: [Grant] = []
    /// What somebody has altered of the outbox.
    var damage: [Damage] = []
    /// Tables and sequences that somebody has dropped.
    var missingObjects: [String] = []
    var eventTriggers: [InstalledEventTrigger] = []
    /// How the event triggers capture tables.
    var templates: [TablePattern: String] = [:]

    struct InstalledEventTrigger: Equatable, Sendable {
        let name: String
        let event: String
        let isEnabled: Bool
        let functionName: String
    }

    /// Whether everything is there that this program knows of.
    var isComplete: Bool { migrations.max() == Int32(Migration.newest) && missingObjects.isEmpty }

    struct RelayRole: Equatable, Sendable {
        let name: String
        let isThere: Bool
    }

    struct Grant: Equatable, Sendable {
        let grantee: String
        let right: RelayRight
    }

    struct Damage: Equatable, Sendable {
        let discrepancy: Discrepancy
        let repair: String
    }

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
        var mayCreateEventTriggers = false
    }

    struct InstalledFunction: Equatable, Sendable {
        let name: String
        let body: String
        let isSecurityDefiner: Bool
        /// `name=value`, the names in lower case.
        let settings: [String]
        /// Language, volatility, and whether it is strict.
        let nature: String
        let arguments: String
        let owner: String
        /// Whether the schema's owner owns it.
        let isOwn: Bool
        /// Who else may run it; an empty name is everybody.
        let executors: [String]
    }

    struct Relation: Sendable {
        let oid: Int64
        let name: RelationName
        let kind: Kind
        let isPartition: Bool
        let mayCreateTriggers: Bool
        let primaryKey: [String]
        let columns: [SeenTable.Column]

        var columnNames: [String] { columns.map(\.name) }
        /// What of its columns' values, written as text, depends on the session.
        var textTraits: [String: Set<TextTrait>] = [:]
        /// Its AFTER ROW triggers that are neither the server's own nor for capture.
        var rowTriggers: [String] = []
        /// The role that it belongs to.
        var owner = ""
        /// What it is a partition of, or inherits from.
        var parents: [Int64] = []
        /// Whether it inherits, or is inherited from.
        var inherits = false
        /// Whether an action of a foreign key on its rows can lead back to it.
        var cascadesToItself = false

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
        /// `pg_trigger.tgenabled`: O for origin, A for always, R for replica only, D for disabled.
        let enabled: String
        /// Whether it has a condition, columns, arguments or a constraint: it fires for fewer changes, or later.
        let isAltered: Bool
        let transitionTables: [String]
        let functionName: String
        /// Partitions whose clone is not enabled as the parent's trigger is.
        let differingPartitions: [String]
        var mayDrop = true
    }

    /// Reads the catalogue.
    static func read(_ session: PostgresSession) throws(PostgresError) -> Catalog {
        let row = try session.query(PostgresStatement(Queries.installation.text))[0]
        let server = Server(
            database: try row.get("database"), role: try row.get("role"), version: try row.get("server_version"),
            versionNumber: try row.get("server_version_number"), isReplica: try row.get("is_replica"),
            mayCreateSchemas: try row.get("may_create_schemas"), hasSchema: try row.get("has_schema"),
            schemaOwner: try row.get("schema_owner"),
            hasMigrations: try row.get("has_migrations"),
            mayCreateEventTriggers: try row.get("may_create_event_triggers"))
        var migrations: [Int32] = []
        var sourceName: String?
        if server.hasMigrations {
            for row in try session.query(PostgresStatement(Queries.appliedMigrations.text)) {
                migrations.append(try row.get("version"))
            }
            if migrations.contains(1) {
                sourceName = try session.query(PostgresStatement(Queries.sourceName.text)).first?.get("name")
            }
        }
        var functions: [String: InstalledFunction] = [:]
        for row in try session.query(PostgresStatement(Queries.functions.text)) {
            let function = InstalledFunction(
                name: try row.get("name"), body: try row.get("body"),
                isSecurityDefiner: try row.get("is_security_definer"),
                settings: list(try row.get("settings")), nature: try row.get("nature"),
                arguments: try row.get("arguments"), owner: try row.get("owner"), isOwn: try row.get("is_own"),
                executors: list(try row.get("executors")))
            functions[function.name] = function
        }
        var catalog = Catalog(
            server: server, migrations: migrations, sourceName: sourceName,
            change: try readChange(session, migrations, functions), functions: functions,
            relations: try readRelations(session), triggers: try readTriggers(session))
        catalog.eventTriggers = try readEventTriggers(session)
        if migrations.contains(5) {
            try catalog.readInstallation(session)
        }
        return catalog
    }

    /// Reads what is in the schema's own tables, and what has become of them.
    private mutating func readInstallation(_ session: PostgresSession) throws(PostgresError) {
        // What an older version has not made yet is not missing.
        let isCurrent = Migration.all.allSatisfy { migrations.contains(Int32($0.version)) }
        guard isCurrent else { return try readRecords(session) }
        missingObjects = try session.query(PostgresStatement(Queries.installationObjects.text))
            .map { row throws(PostgresError) in try row.get("name") }
        guard missingObjects.isEmpty else { return }
        try readRecords(session)
        for row in try session.query(PostgresStatement(Queries.captureTemplates.text)) {
            let schema: String = try row.get("schema_name")
            let name = try row.get("table_name", as: String?.self)
            templates[name.map { .table(RelationName(schema: schema, name: $0)) } ?? .schema(schema)] =
                try row.get("template")
        }
        for row in try session.query(PostgresStatement(Queries.installationDamage.text)) {
            guard let code = FindingCode(rawValue: try row.get("code")) else { continue }
            damage.append(
                Damage(
                    discrepancy: Discrepancy(code, try row.get("subject"), try row.get("problem")),
                    repair: try row.get("repair")))
        }
    }

    /// Reads what setup has written down.
    private mutating func readRecords(_ session: PostgresSession) throws(PostgresError) {
        for row in try session.query(PostgresStatement(Queries.seenTables.text)) {
            seen[try row.get("oid")] = SeenTable(
                name: RelationName(schema: try row.get("schema_name"), name: try row.get("table_name")),
                key: Self.list(try row.get("key")), columns: Self.list(try row.get("columns")))
        }
        for row in try session.query(PostgresStatement(Queries.relayRoles.text)) {
            relayRoles.append(RelayRole(name: try row.get("name"), isThere: try row.get("is_there")))
        }
        for row in try session.query(PostgresStatement(Queries.grants.text)) where try !row.get("is_public") {
            guard let kind = RelayRight.Kind(rawValue: try row.get("kind")) else { continue }
            let right = RelayRight(
                kind: kind, object: try row.get("object"), column: try row.get("column_name"),
                privilege: try row.get("privilege"))
            grants.append(Grant(grantee: try row.get("grantee"), right: right))
        }
    }

    /// What has become of the source since its history was noted.
    private static func readChange(
        _ session: PostgresSession, _ migrations: [Int32], _ functions: [String: InstalledFunction]
    ) throws(PostgresError) -> SourceChange {
        guard migrations.contains(10), functions["history"] != nil else {
            guard migrations.contains(1) else { return .none }
            let isSame: Bool? = try session.query(PostgresStatement(Queries.sourceIdentity.text)).first?
                .get("is_same_cluster")
            return isSame ?? true ? .none : .copied
        }
        guard let row = try session.query(PostgresStatement(Queries.source.text)).first,
            let noted = try? SourceHistory(row.get("history", as: String.self)),
            let present = try? SourceHistory(row.get("present", as: String.self))
        else { return .none }
        return SourceChange(from: noted, to: present, isPhysical: try row.get("is_physical"))
    }

    private static func readRelations(_ session: PostgresSession) throws(PostgresError) -> [Relation] {
        var relations: [Relation] = []
        let query = Queries.tables.rendered(["text_traits": CaptureTemplates.textTraits.fragment])
        for row in try session.query(PostgresStatement(query)) where try !row.get("is_temporary") {
            guard let kind = Relation.Kind(rawValue: try row.get("kind")) else { continue }
            relations.append(
                Relation(
                    oid: try row.get("oid"),
                    name: RelationName(schema: try row.get("schema_name"), name: try row.get("table_name")),
                    kind: kind, isPartition: try row.get("is_partition"),
                    mayCreateTriggers: try row.get("may_create_triggers"),
                    primaryKey: list(try row.get("primary_key")), columns: list(try row.get("columns")),
                    textTraits: traits(try row.get("text_traits")), rowTriggers: list(try row.get("row_triggers")),
                    owner: try row.get("owner"),
                    parents: list(try row.get("parents")),
                    inherits: try row.get("inherits"), cascadesToItself: try row.get("cascades_to_itself")))
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
                    enabled: try row.get("enabled"), isAltered: try row.get("is_altered"),
                    transitionTables: list(try row.get("transition_tables")),
                    functionName: try row.get("function_name"),
                    differingPartitions: list(try row.get("differing_partitions")),
                    mayDrop: try row.get("may_drop")))
        }
        return triggers
    }

    private static func readEventTriggers(_ session: PostgresSession) throws(PostgresError) -> [InstalledEventTrigger] {
        var triggers: [InstalledEventTrigger] = []
        for row in try session.query(PostgresStatement(Queries.eventTriggers.text)) {
            triggers.append(
                InstalledEventTrigger(
                    name: try row.get("name"), event: try row.get("event"), isEnabled: try row.get("is_enabled"),
                    functionName: try row.get("function_name")))
        }
        return triggers
    }

    /// Traits, which come as a JSON object of arrays.
    private static func traits(_ json: String) -> [String: Set<TextTrait>] {
        let names = (try? JSONDecoder().decode([String: [String]].self, from: Data(json.utf8))) ?? [:]
        return names.mapValues { Set($0.compactMap(TextTrait.init)) }
    }

    /// What comes as a JSON array.
    private static func list<Element: Decodable>(_ json: String) -> [Element] {
        (try? JSONDecoder().decode([Element].self, from: Data(json.utf8))) ?? []
    }
}
