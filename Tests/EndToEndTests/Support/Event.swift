/// One line that a sink has written.
struct Event: Sendable {
    /// As it was written, without its line break.
    let line: String
    let json: JSON

    init(_ line: some StringProtocol) throws {
        self.line = String(line)
        json = try JSON(parsing: line)
    }

    subscript(_ name: String) -> JSON? { json[name] }

    var seq: Int { Int(json["seq"]?.number ?? -1) }
    var op: String { json["op"]?.text ?? "" }
    var isReplayed: Bool { json["replayed"] == true }
    /// The number that the tests' tables have as their key.
    var id: Int { Int((json["after"]?["id"] ?? json["before"]?["id"])?.number ?? -1) }

    /// The events of a text in which each line is one, the last included.
    static func parse(_ text: String) throws -> [Event] {
        guard !text.isEmpty else { return [] }
        guard text.hasSuffix("\n") else { throw Complaint("the last line is not whole: \(text.suffix(200))") }
        return try text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(Event.init)
    }
}
