/// A history of transactions, in which a transaction id means one transaction: a database of a cluster, on a timeline.
/// A promotion, and a restore to a point in time, begin a new timeline with what they have of the old one.
public struct SourceHistory: Hashable, Sendable, CustomStringConvertible {
    /// The cluster's system identifier.
    public let cluster: UInt64
    /// The database's number in it.
    public let database: UInt32
    /// The timeline.
    public let timeline: UInt32

    /// Makes a history from its parts.
    public init(cluster: UInt64, database: UInt32, timeline: UInt32) {
        self.cluster = cluster
        self.database = database
        self.timeline = timeline
    }

    /// Reads `CLUSTER/DATABASE/TIMELINE`, the text of `tailrace.history()`.
    /// - Throws: `MalformedValue` when the text is something else.
    public init(_ text: some StringProtocol) throws(MalformedValue) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let cluster = UInt64(parts[0]), let database = UInt32(parts[1]),
            let timeline = UInt32(parts[2])
        else { throw MalformedValue(type: "history", text: String(text)) }
        self.init(cluster: cluster, database: database, timeline: timeline)
    }

    /// The text of `tailrace.history()`.
    public var description: String { "\(cluster)/\(database)/\(timeline)" }
}

extension SourceHistory: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
