/// What becomes of a change that a sink refuses for good, and of what comes after it.
public enum PoisonPolicy: String, CaseIterable, Sendable {
    /// It is kept aside, and so are later changes of its key; all others flow.
    case holdKey = "hold_key"
    /// It is kept aside; everything else flows.
    case skip
    /// The sink stops until somebody decides.
    case stop
}

/// What somebody wants to be done with a refused change.
public enum LetterRequest: String, Sendable {
    /// Send it again.
    case retry
    /// Drop it for good.
    case discard
}

/// What is known of a change kept aside, besides the change.
public struct KeptMark: Equatable, Sendable {
    /// By which policy its refusal is handled; nil when it was not refused and only waits.
    public let policy: PoisonPolicy?
    /// What somebody wants to be done with it.
    public let request: LetterRequest?

    /// Describes a change kept aside.
    public init(policy: PoisonPolicy? = nil, request: LetterRequest? = nil) {
        self.policy = policy
        self.request = request
    }
}
