/// Something that doctor found.
public struct Finding: Codable, Equatable, Sendable {
    /// How much it matters.
    public let severity: Severity
    /// What it is about, such as a table.
    public let subject: String
    /// What is the matter.
    public let problem: String
    /// Why that matters.
    public let consequence: String
    /// What to do about it.
    public let repair: String

    /// How much a finding matters.
    public enum Severity: String, Codable, Sendable {
        /// Changes can be lost, or are not captured as they should be.
        case error
        /// Nothing is lost; somebody should know.
        case warning
    }
}
