/// Why a sink could not take a batch.
public struct SinkError: Error, Sendable, CustomStringConvertible {
    /// What the pipeline should make of it.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The name shown in `status`.
        public let description: String

        /// It may work next time: try again, for ever.
        public static let transient = Kind(description: "transient")
        /// The destination refuses a change, and will refuse it again: the one at `refused`; where that is nil, the first
        /// one behind those that are `delivered`; where none is delivered either, one that is still to be found.
        public static let rejected = Kind(description: "rejected")
        /// Somebody has to do something (a password, a full disk, a replaced file): keep trying, and say so loudly.
        public static let needsOperator = Kind(description: "needs operator")
        /// The destination has ended for this process, such as a closed pipe: the pipeline ends too.
        public static let ended = Kind(description: "ended")
    }

    /// What the pipeline should make of it.
    public let kind: Kind
    /// What is wrong and where, for people.
    public let message: String
    /// What to do about it, for people.
    public let remedy: String?
    /// How many changes from the start of the batch are durable all the same.
    public let delivered: Int
    /// Which change of the batch is refused, counted from 0, where the sink knows.
    public let refused: Int?

    /// Describes a failure.
    public init(
        _ kind: Kind, _ message: String, remedy: String? = nil, delivered: Int = 0, refused: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
        self.delivered = delivered
        self.refused = refused
    }

    /// The message, and the way out when there is one.
    public var description: String {
        remedy.map { "\(message); \($0)" } ?? message
    }
}
