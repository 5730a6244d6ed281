import TailraceCore
import Testing

extension SinkConformance {
    static func delete(_ subject: some ConformanceSubject) async throws {
        try await roundTrip([.insert(1), .delete(2)], subject)
    }

    static func truncate(_ subject: some ConformanceSubject) async throws {
        try await roundTrip([.insert(1), .truncate(2), .insert(3)], subject)
    }

    static func schemaChange(_ subject: some ConformanceSubject) async throws {
        try await roundTrip([.insert(1), .schema(2), .insert(3)], subject)
    }

    static func oldKey(_ subject: some ConformanceSubject) async throws {
        var change = SampleChange.update(2, id: 2, to: "1")
        change.oldKey = "{\"id\":1}"
        change.before = "{\"id\":1,\"value\":1}"
        try await roundTrip([.insert(1, id: 1), change], subject)
    }

    static func nulls(_ subject: some ConformanceSubject) async throws {
        try await roundTrip([.insert(1, value: "null"), .update(2, from: "null", to: "[null,{\"a\":null}]")], subject)
    }

    static func unicode(_ subject: some ConformanceSubject) async throws {
        var change = SampleChange.insert(1, value: "\"Größe 数量 👩‍👩‍👧 \u{2028} e\u{301} \\u0001 \\n \\\\ \\\"\"")
        change.schema = "Schöne \"Namen\""
        change.table = "таблица\\\t"
        try await roundTrip([change], subject)
    }

    static func largeValues(_ subject: some ConformanceSubject) async throws {
        let text = "\"" + String(repeating: "0123456789abcdef", count: 65_536) + "\""
        try await roundTrip([.insert(1, value: text), .insert(2, id: 2), .update(3, from: text, to: text)], subject)
    }

    static func lineBreaks(_ subject: some ConformanceSubject) async throws {
        try await roundTrip([.insert(1, value: "{\n  \"a\":\r\n [1,\n2]\n}"), .insert(2, id: 2)], subject)
    }

    static func optionalFields(_ subject: some ConformanceSubject) async throws {
        var change = SampleChange.insert(1)
        change.context = "{\"user\":42}"
        change.origin = "other \"relay\""
        change.partition = "orders_2026"
        try await roundTrip([change, .insert(2, id: 2)], subject)
    }

    private static func roundTrip(_ changes: [SampleChange], _ subject: some ConformanceSubject) async throws {
        try await deliver(.sample(changes), to: subject)
        try await expect(changes, in: subject)
    }
}
