/// One SQL text that the program runs, from a `.sql` file of this folder.
public struct SQLFile: Sendable {
    /// The text, without the comment at its head.
    public let text: String

    /// - Parameter pieces: texts that it shares with others, for its places.
    init(_ bytes: [UInt8], with pieces: [String: SQLFile]) {
        text = SQLFile(bytes).rendered(pieces.mapValues { SQLFragment(quoted: $0.text) })
    }

    init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        text = lines.drop { $0.hasPrefix("--") || $0.isEmpty }.joined(separator: "\n")
    }

    /// Fills the places `{{name}}`, all at once: what is put in may look like such a place itself.
    /// - Parameter fragments: what to put there, quoted by the database's own functions.
    public func rendered(_ fragments: [String: SQLFragment]) -> String {
        text.replacing(/{{(\w+)}}/) { fragments[String($0.output.1)]?.text ?? String($0.output.0) }
    }
}
