import PostgresClient

extension Scenario {
    /// How many objects the database has, by catalogue: nothing may be left of an installation.
    func objectCounts() async throws -> [String: Int64] {
        let catalogues = [
            "pg_class", "pg_proc", "pg_trigger", "pg_namespace", "pg_type", "pg_depend", "pg_constraint", "pg_attrdef",
            "pg_index", "pg_sequence", "pg_description", "pg_inherits", "pg_rewrite", "pg_operator", "pg_cast",
            "pg_event_trigger", "pg_extension", "pg_default_acl", "pg_largeobject_metadata", "pg_publication",
        ]
        let connection = try await connect()
        var counts: [String: Int64] = [:]
        for catalogue in catalogues {
            counts[catalogue] = try await connection.query(PostgresStatement("select count(*) from \(catalogue)"))
                .single()
        }
        await connection.close()
        return counts
    }

    /// The capture that is installed, as text: triggers with their state, functions with their source.
    func installedCapture() async throws -> String {
        try await value(
            """
            select coalesce(string_agg(line, e'\\n' order by line), '')
            from (
                select pg_get_triggerdef(oid) || ' ' || tgenabled::text as line
                from pg_trigger
                where tgname like '\\_tailrace%'
                union all
                select pg_get_functiondef(oid) || coalesce(proacl::text, '')
                from pg_proc
                where pronamespace = 'tailrace'::regnamespace
                union all
                select relname || ' ' || relkind::text
                from pg_class
                where relnamespace = 'tailrace'::regnamespace
                union all
                select version || ' ' || name
                from tailrace.migration
            ) as part
            """)
    }
}
