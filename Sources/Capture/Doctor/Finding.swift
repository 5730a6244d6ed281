/// Something that doctor found.
public struct Finding: Codable, Equatable, Sendable {
    /// What kind of thing it is: the same in every version.
    public let code: FindingCode
    /// How much it matters.
    public let severity: Severity
    /// What it is about, such as a table.
    public let subject: String
    /// What is the matter.
    public let problem: String
    /// Why that matters.
    public let consequence: String
    /// What to do about it: a statement or a command.
    public let repair: String

    /// How much a finding matters.
    public enum Severity: String, Codable, Sendable {
        /// Changes can be lost, or are not captured as they should be.
        case error
        /// Nothing is lost; somebody should do something.
        case warning
        /// Good to know.
        case information
    }

    init(_ code: FindingCode, subject: String, problem: String, repair: String) {
        self.code = code
        severity = code.severity
        self.subject = subject
        self.problem = problem
        consequence = code.consequence
        self.repair = repair
    }
}
