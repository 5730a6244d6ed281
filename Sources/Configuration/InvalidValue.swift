/// Why a kind of value refuses a text. The reader of the file adds the place, the key and what was found.
public struct InvalidValue: Error, Sendable, Equatable {
    /// What is wrong or what is wanted, without the value itself: it may be a secret.
    public let reason: String

    /// A refusal for a reason, such as "wanted: a port".
    public init(_ reason: String) {
        self.reason = reason
    }
}
