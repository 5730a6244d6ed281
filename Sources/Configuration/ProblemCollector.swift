/// Goes on past a refused value, so that all problems of a file are reported together.
struct ProblemCollector {
    private var problems: [ConfigurationProblem] = []

    mutating func add(_ error: ConfigurationError) {
        problems += error.problems
    }

    /// The value of `body`, or nil when it was refused.
    mutating func collect<Value>(_ body: () throws(ConfigurationError) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            add(error)
            return nil
        }
    }

    func throwIfAny() throws(ConfigurationError) {
        if let first = problems.first {
            throw ConfigurationError(first, Array(problems.dropFirst()))
        }
    }
}
