/// A configuration was refused. It says everything that was found wrong, not only the first thing.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, in the order of the file.
    public let problems: [ConfigurationProblem]

    /// An error of one problem or several, which are put into the order of the file.
    public init(_ first: ConfigurationProblem, _ others: [ConfigurationProblem] = []) {
        let start = TextPosition(line: 0, column: 0)
        problems = ([first] + others).sorted { ($0.place.position ?? start) < ($1.place.position ?? start) }
    }

    /// The problems, one on each line.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
