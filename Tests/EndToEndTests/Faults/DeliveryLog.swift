import Foundation

/// Reads a file sink's files while they are written, as far as the sink itself says that they are valid, and clears away
/// the finished ones, as an operator would who ships them elsewhere.
struct DeliveryLog {
    private let file: URL
    /// The file that is being read, counted from one, and how far it has been read, in bytes.
    private var number = 1
    private var offset = 0

    init(_ file: URL) {
        self.file = file
    }

    private struct Position: Decodable {
        let number: Int
        let length: Int
    }

    /// What has been delivered since the last time.
    mutating func read() throws -> [StormEvent] {
        guard let position = position() else { return [] }
        var events: [StormEvent] = []
        while number < position.number {
            guard let finished = try finishedFile() else { return events }
            events += try Self.events(Data(contentsOf: finished).dropFirst(offset))
            (number, offset) = (number + 1, 0)
            try FileManager.default.removeItem(at: finished)
        }
        // A file that has been renamed already is not in its place any more, while the position still means it.
        guard let bytes = try? Data(contentsOf: file), bytes.count >= position.length,
            self.position()?.number == number
        else { return events }
        events += try Self.events(bytes.prefix(position.length).dropFirst(offset))
        offset = max(offset, position.length)
        return events
    }

    /// The position of whoever has taken the files over last: until they go back to their plain names, that one counts.
    private func position() -> Position? {
        let plain = file.appendingPathExtension("position")
        let folder = file.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let latest = names.filter { $0.hasPrefix("\(plain.lastPathComponent).") }.compactMap {
            Int64($0.split(separator: ".").last ?? "")
        }
        .max()
        let position = latest.map { plain.appendingPathExtension(String($0)) } ?? plain
        return (try? Data(contentsOf: position)).flatMap { try? JSONDecoder().decode(Position.self, from: $0) }
    }

    private func finishedFile() throws -> URL? {
        let digits = String(number)
        let prefix =
            "\(file.deletingPathExtension().lastPathComponent)."
            + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "."
        let folder = file.deletingLastPathComponent()
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .first { $0.hasPrefix(prefix) && $0.hasSuffix(".jsonl") }
            .map { folder.appendingPathComponent($0) }
    }

    private static func events(_ bytes: Data) throws -> [StormEvent] {
        try bytes.split(separator: UInt8(ascii: "\n")).map { try StormEvent(line: String(decoding: $0, as: UTF8.self)) }
    }
}
