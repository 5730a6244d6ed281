import Foundation
import Testing

@Suite struct DeliveryLogTests {
    @Test func aFileThatIsBeingFinishedIsReadToItsEndOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, finished) = (
            folder.appendingPathComponent("x.jsonl"), folder.appendingPathComponent("x.000001.20260101T000000Z.jsonl")
        )
        func line(_ seq: Int) -> String { "{\"seq\": \(seq), \"key\": {\"id\": 1}}\n" }
        func write(_ lines: [Int], number: Int) throws {
            let text = lines.map(line).joined()
            try text.write(to: file, atomically: false, encoding: .utf8)
            try "{\"number\": \(number), \"length\": \(text.utf8.count)}".write(
                to: folder.appendingPathComponent("x.jsonl.position"), atomically: true, encoding: .utf8)
        }
        var log = DeliveryLog(file)
        func read() throws -> [Int64] { try log.read().map(\.seq) }

        #expect(try read() == [])
        try write([1], number: 1)
        #expect(try read() == [1])
        try write([1, 2, 3], number: 1)
        try FileManager.default.moveItem(at: file, to: finished)
        #expect(try read() == [])
        try "".write(to: file, atomically: false, encoding: .utf8)
        #expect(try read() == [])
        try write([], number: 2)
        #expect(try read() == [2, 3])
        #expect(!FileManager.default.fileExists(atPath: finished.path))
        try write([4], number: 2)
        #expect(try read() == [4])
    }

    @Test func thePositionOfTheLatestTakeoverCounts() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ text: String, _ name: String) throws {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        func line(_ seq: Int) -> String { "{\"seq\": \(seq), \"key\": {\"id\": 1}}\n" }
        func position(_ number: Int, _ length: Int) -> String { "{\"number\": \(number), \"length\": \(length)}" }

        // What the frozen relay has stored tells of a file that has been finished since.
        try write(line(1), "x.000001.20260101T000000Z.jsonl")
        try write(line(22) + line(23), "x.jsonl")
        try write(position(1, 20), "x.jsonl.position")
        try write(position(1, 20), "x.jsonl.position.9")
        try write(position(2, line(22).utf8.count), "x.jsonl.position.10")
        try write("{", "x.jsonl.position.10.new")
        var log = DeliveryLog(folder.appendingPathComponent("x.jsonl"))
        #expect(try log.read().map(\.seq) == [1, 22])
    }
}
