import Foundation

/// What people read.
enum Terminal {
    /// A result. Where it cannot be written, the program ends: what is missing of it would be taken for whole.
    static func output(_ text: String, terminator: String = "\n") {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
        } catch {
            Self.error("tailrace: the result cannot be written to standard output: it is closed, or its disk is full")
            exit(1)
        }
    }

    /// Everything that is not a result.
    static func error(_ text: String, terminator: String = "\n") {
        try? FileHandle.standardError.write(contentsOf: Data((text + terminator).utf8))
    }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Asks a question that is answered with yes or no.
    static func confirms(_ question: String) -> Bool {
        error("\(question) [y/N] ", terminator: "")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
