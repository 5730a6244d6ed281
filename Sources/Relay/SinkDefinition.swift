import Outbox
import SinkKit
import TailraceCore

/// A sink as the configuration describes it.
public struct SinkDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What kind it is, such as `file`.
    public let type: String
    /// Where it starts when it is new.
    public let start: SinkLedger.Start
    /// What becomes of changes that it refuses.
    public let poison: PoisonOptions
    /// Makes the sink.
    public let makeSink: @Sendable (SinkContext) -> any Sink

    /// Describes a sink.
    public init(
        name: String, type: String, start: SinkLedger.Start, poison: PoisonOptions = PoisonOptions(),
        makeSink: @escaping @Sendable (SinkContext) -> any Sink
    ) {
        self.name = name
        self.type = type
        self.start = start
        self.poison = poison
        self.makeSink = makeSink
    }
}

/// What becomes of changes that a sink refuses.
public struct PoisonOptions: Sendable {
    /// What is done about one, and about what comes after it.
    public let policy: PoisonPolicy
    /// How often a change is tried before its refusal counts as final.
    public let tries: Int
    /// The most changes that are kept aside.
    public let maxHeld: Int

    /// Makes options; left out, they have the defaults of the configuration.
    public init(policy: PoisonPolicy = .holdKey, tries: Int = 3, maxHeld: Int = 10_000) {
        self.policy = policy
        self.tries = tries
        self.maxHeld = maxHeld
    }
}
