import SinkKit

/// A sink under test, with a destination of its own that starts empty.
public protocol ConformanceSubject: Sendable {
    /// Whether the sink stores its position with the data, which makes it exactly once.
    var keepsPosition: Bool { get }

    /// Makes a sink that writes to the destination, for the source of the samples. It is not open yet. A sink made
    /// earlier may have been left without having been closed.
    func makeSink() async throws -> any Sink

    /// What the destination holds now, in the order in which it took it.
    func contents() async throws -> [DeliveredEvent]

    /// The ways in which the destination can be broken and healed. The subject's ``Outage/Moment``s are given to
    /// ``SinkConformance/cases(outages:)`` too.
    var outages: [Outage] { get }

    /// Makes a sink that refuses every change whose row holds more than a megabyte, and no other. Nil where none can be
    /// made to; the case ``SinkConformance/Case/refusal`` is then left out.
    func makePickySink() async throws -> (any Sink)?
}

extension ConformanceSubject {
    /// None.
    public func makePickySink() -> (any Sink)? { nil }

    /// None.
    public var outages: [Outage] { [] }
}

/// A way in which a destination can be away.
public struct Outage: Sendable {
    /// When an outage can begin.
    public enum Moment: Hashable, Sendable {
        /// While the sink is closed: opening or delivering must fail.
        case closed
        /// While the sink is open: the next delivery must fail.
        case open
        /// While the sink is open, in the midst of a batch of a megabyte.
        case midBatch
    }

    /// What has happened, for messages.
    public let name: String
    /// When it can happen.
    public let moment: Moment
    /// What the sink must say.
    public let kind: SinkError.Kind
    let begin: @Sendable () async throws -> Void
    let end: @Sendable () async throws -> Void

    /// Describes an outage.
    /// - Parameters:
    ///   - begin: breaks the destination.
    ///   - end: heals it.
    public init(
        _ name: String, _ moment: Moment, expecting kind: SinkError.Kind,
        begin: @escaping @Sendable () async throws -> Void, end: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.moment = moment
        self.kind = kind
        self.begin = begin
        self.end = end
    }
}
