/// Which database the changes come from.
public struct SourceIdentity: Hashable, Sendable, Codable {
    /// The name that precedes the sequence number in every event's id.
    public let name: String
    /// Made once, when Tailrace was installed: tells two installations of one name apart.
    public let epoch: String

    /// Makes an identity.
    public init(name: String, epoch: String) {
        self.name = name
        self.epoch = epoch
    }
}
