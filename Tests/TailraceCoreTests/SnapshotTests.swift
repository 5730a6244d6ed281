import Foundation
import TailraceCore
import Testing

@Suite struct SnapshotTests {
    @Test(arguments: ["10:20:10,14,15", "3:3:", "5:9:", "5:9:5", "18446744073709551614:18446744073709551615:"])
    func `PostgreSQL's text form goes in and comes out`(text: String) throws {
        #expect(try Snapshot(text).description == text)
        let json = try JSONEncoder().encode([Snapshot(text)])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([Snapshot].self, from: json) == [Snapshot(text)])
    }

    @Test(arguments: [
        "", ":", "::", "10:20", "10:20:11:12", "20:10:", "10:20:9", "10:20:20", "10:20:12,11", "10:20:11,11",
        "10:20:a", "x:20:", "10:y:", "-1:20:", " 10:20:", "10:20:11;12", "18446744073709551616:18446744073709551617:",
    ])
    func `what is no snapshot is refused, with the text`(text: String) {
        #expect(throws: MalformedValue(type: "snapshot", text: text)) { try Snapshot(text) }
    }

    @Test func `a snapshot shows what had ended when it was taken`() throws {
        let snapshot = try Snapshot("10:20:10,14")
        #expect((0...25).filter { snapshot.shows($0) } == Array(0...9) + [11, 12, 13] + Array(15...19))
    }

    @Test func `the beginning shows no transaction that a client can have`() {
        #expect((3...1_000).allSatisfy { !Snapshot.beginning.shows($0) })
    }
}
