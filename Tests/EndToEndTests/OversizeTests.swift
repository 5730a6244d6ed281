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
}
