/// What a process has written so far.
public struct ProcessOutput: Sendable {
    /// The standard output.
    public var standardOutput = ""
    /// The standard error.
    public var standardError = ""
}

/// How a process ended.
public enum ProcessExit: Sendable, Equatable {
    /// It exited with this status.
    case status(Int32)
    /// This signal killed it.
    case signal(Int32)
}
