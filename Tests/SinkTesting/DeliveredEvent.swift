import Foundation
import TailraceCore

/// An event as a destination holds it.
public struct DeliveredEvent: Hashable, Sendable, Decodable {
    /// `SOURCE:SEQ`.
    public let id: String
    /// The sequence number.
    public let seq: Int64
    /// The operation's name.
    public let op: String
    /// The table's schema.
    public let schema: String
    /// The table's name.
    public let table: String
    /// The row's key.
    public let key: JSONValue?
    /// The key before the update.
    public let oldKey: JSONValue?
    /// The row before the change.
    public let before: JSONValue?
    /// The row after the change.
    public let after: JSONValue?
    /// The transaction.
    public let xid: String
    /// When the change was captured.
    public let capturedAt: String
    /// What the application said.
    public let context: JSONValue?
    /// The relay that made the change.
    public let origin: String?
    /// The partition.
    public let partition: String?
    /// True when the event was sent again on request, otherwise nil.
    public let replayed: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, seq, op, schema, table, key, before, after, xid, context, origin, partition, replayed
        case oldKey = "old_key"
        case capturedAt = "captured_at"
    }

    /// The event that a change must become.
    /// - Throws: `DecodingError` when one of the change's texts is not JSON.
    public init(_ change: SampleChange, replayed: Bool = false) throws {
        id = "\(SampleChange.source.name):\(change.sequence)"
        seq = change.sequence
        op = change.operation.name.description
        schema = change.schema
        table = change.table
        key = try change.key.map { try JSONValue(parsing: $0) }
        oldKey = try change.oldKey.map { try JSONValue(parsing: $0) }
        before = try change.before.map { try JSONValue(parsing: $0) }
        after = try change.after.map { try JSONValue(parsing: $0) }
        xid = String(change.xid)
        capturedAt = Self.time(change.capturedAt)
        context = try change.context.map { try JSONValue(parsing: $0) }
        origin = change.origin
        partition = change.partition
        self.replayed = replayed ? true : nil
    }

    private static func time(_ microseconds: Int64) -> String {
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let seconds = Date(timeIntervalSince1970: Double((microseconds - fraction) / 1_000_000))
        return seconds.formatted(.iso8601).dropLast() + "." + String(1_000_000 + fraction).dropFirst() + "Z"
    }

    /// Decodes events in the native format, one a line.
    /// - Throws: `DecodingError` when a line is not an event, `IncompleteLine` when the last one has no line break.
    public static func decode(lines: Data) throws -> [DeliveredEvent] {
        guard lines.last.map({ $0 == UInt8(ascii: "\n") }) ?? true else { throw IncompleteLine() }
        let decoder = JSONDecoder()
        return try lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map { try decoder.decode(DeliveredEvent.self, from: Data($0)) }
    }

    /// The last line is not whole.
    public struct IncompleteLine: Error {}
}
