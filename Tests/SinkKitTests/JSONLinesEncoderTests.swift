import ChanceTesting
import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

struct JSONLinesEncoderTests {
    private let encoder = JSONLinesEncoder(source: SampleChange.source)

    private func line(_ change: SampleChange) -> String {
        String(decoding: encoder.encode(.sample([change])).bytes, as: UTF8.self)
    }

    @Test func insertIsExactlyThis() {
        #expect(
            line(.insert(1234, id: 7, value: "\"a\"")) == """
                {"id":"shop:1234","seq":1234,"op":"insert","schema":"public","table":"orders","key":{"id":7},\
                "before":null,"after":{"id":7,"value":"a"},"xid":"700",\
                "captured_at":"2026-11-20T22:51:00.123456Z","context":null}

                """)
    }

    @Test func updateIsExactlyThis() {
        var change = SampleChange.update(5, id: 8, from: "1", to: "2")
        change.oldKey = "{\"id\":7}"
        change.context = "{\"user\": 42}"
        change.partition = "orders_2026"
        change.origin = "a\"b"
        #expect(
            line(change) == """
                {"id":"shop:5","seq":5,"op":"update","schema":"public","table":"orders","key":{"id":8},\
                "old_key":{"id":7},"before":{"id":8,"value":1},"after":{"id":8,"value":2},"xid":"700",\
                "captured_at":"2026-11-20T22:51:00.123456Z","context":{"user": 42},\
                "partition":"orders_2026","origin":"a\\"b"}

                """)
    }

    @Test func deleteIsExactlyThis() {
        #expect(
            line(.delete(6)) == """
                {"id":"shop:6","seq":6,"op":"delete","schema":"public","table":"orders","key":{"id":1},\
                "before":{"id":1,"value":1},"after":null,"xid":"700",\
                "captured_at":"2026-11-20T22:51:00.123456Z","context":null}

                """)
    }

    @Test func truncateIsExactlyThis() {
        #expect(
            line(.truncate(7)) == """
                {"id":"shop:7","seq":7,"op":"truncate","schema":"public","table":"orders","key":null,\
                "before":null,"after":null,"xid":"700",\
                "captured_at":"2026-11-20T22:51:00.123456Z","context":null}

                """)
    }

    @Test func replayIsMarkedAtTheEnd() {
        let lines = encoder.encode(.sampleReplay([.truncate(7)]))
        #expect(String(decoding: lines.bytes, as: UTF8.self).hasSuffix("\"context\":null,\"replayed\":true}\n"))
    }

    @Test func lineBreaksInsideJSONBecomeBlanks() {
        let text = line(.insert(1, value: "[1,\n2,\r\n3\n]"))
        #expect(text.contains("\"value\":[1, 2,  3 ]}"))
        #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
    }

    @Test func namesAreQuoted() {
        var change = SampleChange.truncate(1)
        change.schema = "a\"b\\c"
        change.table = "\u{0}\u{1f}\t\n\u{7f}ä"
        #expect(
            line(change).contains(
                "\"schema\":\"a\\\"b\\\\c\",\"table\":\"\\u0000\\u001f\\u0009\\u000a\u{7f}ä\""))
    }

    @Test func sourceNameIsQuoted() {
        let encoder = JSONLinesEncoder(source: SourceIdentity(name: "a\"\n", epoch: "1"))
        let bytes = encoder.encode(.sample([.truncate(1)])).bytes
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("{\"id\":\"a\\\"\\u000a:1\","))
    }

    @Test func largestNumbersKeepEveryDigit() {
        var change = SampleChange.truncate(.max)
        change.xid = .max
        let text = line(change)
        #expect(text.hasPrefix("{\"id\":\"shop:9223372036854775807\",\"seq\":9223372036854775807,"))
        #expect(text.contains("\"xid\":\"18446744073709551615\""))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
        (-86_400_000_000, "1969-12-31T00:00:00.000000Z"), (951_782_400_000_001, "2000-02-29T00:00:00.000001Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
    ])
    func timesAreWrittenInUTC(microseconds: Int64, expected: String) {
        var change = SampleChange.truncate(1)
        change.capturedAt = microseconds
        #expect(line(change).contains("\"captured_at\":\"\(expected)\""))
    }

    @Test func endsTellWhereEachLineEnds() {
        let lines = encoder.encode(.sample([.insert(1), .delete(20), .truncate(3)]))
        let breaks = lines.bytes.indices.filter { lines.bytes[$0] == UInt8(ascii: "\n") }
        #expect(lines.ends == breaks.map { $0 + 1 })
        #expect(lines.ends.count == 3 && lines.ends.last == lines.bytes.count)
    }

    @Test func tablesFollowEachOtherWithTheirOwnNames() throws {
        var changes: [SampleChange] = [.insert(1), .insert(2), .insert(3), .insert(4)]
        changes[1].table = "customers"
        changes[2].table = "customers"
        changes[2].schema = "sales"
        try expectRoundTrip(changes)
    }

    @Test func anEmptyBatchIsNothing() {
        let lines = encoder.encode(.sample([]))
        #expect(lines.bytes.isEmpty && lines.ends.isEmpty)
    }

    @Test func randomChangesReadBackAsTheyWere() throws {
        var generator = SeededGenerator()
        try expectRoundTrip((0..<500).map { _ in .random(using: &generator) })
    }

    private func expectRoundTrip(_ changes: [SampleChange]) throws {
        let found = try DeliveredEvent.decode(lines: Data(encoder.encode(.sample(changes)).bytes))
        let expected = try changes.map { try DeliveredEvent($0) }
        for (found, expected) in zip(found, expected) { #expect(found == expected) }
        #expect(found.count == expected.count)
    }
}
