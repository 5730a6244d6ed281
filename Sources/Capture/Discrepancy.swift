/// One thing that is not as the configuration asks for, and that setup puts right.
public struct Discrepancy: Sendable, Equatable {
    /// What kind of thing it is.
    public let code: FindingCode
    /// What it is about, such as a table.
    public let subject: String
    /// What is the matter.
    public let problem: String

    init(_ code: FindingCode, _ subject: String, _ problem: String) {
        self.code = code
        self.subject = subject
        self.problem = problem
    }
}
