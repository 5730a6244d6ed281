/// The number of a change: unique, increasing, with gaps.
public struct SequenceNumber: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The value as PostgreSQL's `bigint` holds it.
    public let rawValue: Int64

    /// Below every change; the place where reading from the very beginning starts.
    public static let zero = SequenceNumber(rawValue: 0)

    /// Wraps a value read from the outbox or given by a user.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Earlier numbers are smaller.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The number in decimal digits.
    public var description: String { String(rawValue) }
}
