import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// Every type in Documentation/capture-matrix.md: a value is captured, put back and compared by its image.
@Suite(.serialized) struct ValueTests {
    @Test(arguments: ValueMatrix.types + ValueMatrix.settings)
    func comesOutSoThatItCanBePutBack(_ group: ValueGroup) async throws {
        guard let scenario = try await ValueScenario(group) else { return }
        try await scenario.write(group.settings)
        for (number, value) in scenario.values {
            let event = try await scenario.event(number)
            #expect(ValueCase.shortened(event) == value.event, "\(value.type) \(value.expression)")
            try await scenario.check(number, value)
        }
        await scenario.end()
    }

    @Test(arguments: ValueMatrix.types)
    func canBePutBackWhateverHarmlessSettingsTheWriterHas(_ group: ValueGroup) async throws {
        guard let scenario = try await ValueScenario(group) else { return }
        for settings in ValueMatrix.harmlessSettings {
            try await scenario.write(settings)
            for (number, value) in scenario.values { try await scenario.check(number, value, settings) }
        }
        await scenario.end()
    }
}

/// A table for each value of a group.
private struct ValueScenario {
    let values: [(number: Int, value: ValueCase)]
    private let scenario: CaptureScenario
    /// With the settings that a client has by default.
    private let reader: PostgresConnection

    /// - Returns: nil where this server has no such extension, or none of the values is for it.
    init?(_ group: ValueGroup) async throws {
        let major = try await PostgresCluster.sharedMajor()
        values = group.values.filter { $0.majors.contains(major) }.enumerated().map { ($0.offset, $0.element) }
        let tables = values.map { number, value in
            """
            create table value_\(number) (id integer primary key, value \(value.type));
            create table given_\(number) as table value_\(number);
            insert into given_\(number) select 1, (\(value.expression));
            """
        }
        do {
            scenario = try await CaptureScenario(
                ([group.preparation + ";"] + tables).joined(separator: "\n"),
                capturing: Self.configuration(values.count))
        } catch let error as PostgresError
            where group.preparation.contains("create extension")
            && [.featureNotSupported, SQLState(rawValue: "58P01")].contains(error.sqlState)
        {
            print("skipped: \(group.title): \(error)")
            return nil
        }
        reader = try await scenario.database.connect()
    }

    private static func configuration(_ count: Int) -> String {
        (0..<count).map { "public.value_\($0): {}" }.joined(separator: "\n")
    }

    /// Writes every value once, in a session with these settings.
    func write(_ settings: String) async throws {
        let writer = try await scenario.database.connect()
        try await writer.execute(settings)
        for (number, _) in values {
            try await writer.execute(
                """
                delete from public.value_\(number);
                insert into public.value_\(number) select * from public.given_\(number);
                """)
        }
        await writer.close()
    }

    private static let image = """
        select after as image, substr(after::text, 17, length(after::text) - 17) as raw
        from tailrace.change
        where table_name = $1 and op = 'i'
        order by seq desc
        limit 1
        """

    /// How a value stands in its event.
    func event(_ number: Int) async throws -> String {
        try await reader.query(
            PostgresStatement("select raw from (\(Self.image)) as captured"), [.text("value_\(number)")]
        ).single()
    }

    /// Puts a value back, and compares it with the one in the table.
    func check(_ number: Int, _ value: ValueCase, _ settings: String = "") async throws {
        let comment: Comment = "\(value.type) \(value.expression) \(settings)"
        switch value.putBack {
        case .populate, .populateInPostgres:
            #expect(try await isSame(number, Self.populate), comment)
        case .by(let expression):
            #expect(await (try? isSame(number, Self.populate)) != true, comment)
            #expect(try await isSame(number, "row(1, \(expression))::value_\(number)"), comment)
        case .lost:
            #expect(await (try? isSame(number, Self.populate)) != true, comment)
        }
    }

    private static let populate = "json_populate_record(null::value_{number}, image)"

    /// - Parameter row: an SQL expression over `image` and `raw`.
    private func isSame(_ number: Int, _ row: String) async throws -> Bool {
        try await reader.query(
            PostgresStatement(
                """
                select value_\(number) *= \(row.replacing("{number}", with: "\(number)"))
                from (\(Self.image)) as captured
                cross join value_\(number)
                """), [.text("value_\(number)")]
        ).single()
    }

    func end() async {
        await reader.close()
        await scenario.connection.close()
        await scenario.database.drop()
    }
}
