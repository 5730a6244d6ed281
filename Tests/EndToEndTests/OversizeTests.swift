import Testing

/// A row that is too large for JSON arrives with its key, and everybody is told.
struct OversizeTests {
    @Test func isDeliveredWithAFlagAndReported() async throws {
        try await Scenario.run(sql: "create table item (id integer primary key, data bytea);") { scenario in
            try await scenario.execute("insert into item values (1, convert_to(repeat('x', 550000000), 'UTF8'))")
            try await scenario.execute("update item set data = 'small'")
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            try await relay.waitFor("changes were delivered without their images")
            try await relay.stop()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update"])
            #expect(events.allSatisfy { $0["omitted"]?.text == "size" })
            #expect(events.first?["after"] == .null && events.last?["after"]?["data"]?.text == "\\x736d616c6c")
            let doctor = try await scenario.run("doctor")
            #expect(doctor.output.contains("the images of 2 changes were left out, too large"), "\(doctor)")
        }
    }

    /// PostgreSQL takes no row of 1 GB: what stands beside the images counts, too.
    @Test func keysAndContextsMayBeLarge() async throws {
        var configuration = Configuration()
        configuration.tables = "public.item: { key: [name], old: none }"
        try await Scenario.run(
            sql:
                "create table item (name text unique not null, data text); alter table item alter name set storage external;",
            configuration
        ) { scenario in
            let application = try await scenario.connect()
            for statement in [
                // No index takes such a key.
                "alter table item drop constraint item_name_key",
                "insert into item values (repeat('x', 380000000), 'a')",
                "update item set name = repeat('y', 380000000)",
                "begin", "set local tailrace.context = ''",
                "select set_config('tailrace.context', repeat(chr(1), 200000000), true)",
                "insert into item values ('b', 'b')",
                "commit",
            ] { try await application.execute(statement) }
            await application.close()
            let omitted: String = try await scenario.value(
                "select string_agg(concat(op, ' ', omitted), ', ' order by seq) from tailrace.change")
            #expect(omitted == "i , u size, i ")
        }
    }
}
