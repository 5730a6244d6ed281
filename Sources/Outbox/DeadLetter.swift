/// A change that is kept aside for a sink, as commands show it. Encoded with keys in snake case, it is the JSON that
/// `dead-letters list --json` prints.
public struct DeadLetter: Codable, Sendable {
    /// Its number among those kept aside.
    public var id: Int64
    /// The sink.
    public var sink: String
    /// The change's sequence number.
    public var seq: Int64
    /// insert, update, delete or truncate.
    public var op: String
    /// The table's schema.
    public var schema: String
    /// The table.
    public var table: String
    /// The row's key, as the text of a JSON object; nil for a truncate.
    public var key: String?
    /// The key before an update that changed it.
    public var oldKey: String?
    /// refused by the sink, held behind such a one, or paused with its table.
    public var cause: String
    /// How the refusal is handled: hold_key, skip or stop.
    public var policy: String?
    /// Why the sink refuses it.
    public var reason: String?
    /// How often it was tried.
    public var tries: Int32
    /// Since when it is kept: microseconds since 1970-01-01 00:00 UTC.
    public var keptAt: Int64
    /// When it was tried last: microseconds since 1970-01-01 00:00 UTC.
    public var triedAt: Int64?
    /// What somebody wants to be done with it, and a relay has not done yet: retry or discard.
    public var request: String?
    /// Who does.
    public var requestedBy: String?

    /// Whether the sink has refused it; if not, it only waits.
    public var isRefused: Bool { cause == "refused" }
}
