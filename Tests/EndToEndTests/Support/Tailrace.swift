import Foundation
import PostgresTesting

/// The built program.
enum Tailrace {
    static let executable = TestProcess.product("tailrace")

    /// Whether it can be made to die at a place: see `FaultPoint`.
    static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }

    /// What a finished run left.
    struct Outcome: Sendable {
        let exit: ProcessExit
        let output: String
        let error: String

        /// The exit status; nil when a signal ended it.
        var status: Int32? { if case .status(let status) = exit { status } else { nil } }
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], directory: URL? = nil
    ) async throws -> Outcome {
        try await TestProcess(executable, arguments, environment: environment, directory: directory).outcome()
    }
}

extension TestProcess {
    /// Waits for the end.
    func outcome(timeout: Duration = .seconds(180)) async throws -> Tailrace.Outcome {
        let exit = try await waitUntilExit(timeout: timeout)
        return Tailrace.Outcome(exit: exit, output: output.standardOutput, error: output.standardError)
    }

    /// Stops a relay as an operator does, and waits for its end.
    @discardableResult
    func stop() async throws -> Tailrace.Outcome {
        signal(SIGTERM)
        return try await outcome()
    }

    /// Ends a relay as a power cut does.
    func kill() async throws {
        signal(SIGKILL)
        try await waitUntilExit()
    }
}

extension TestProcess {
    /// The largest resident set so far, in bytes.
    var peakMemory: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
                let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Int($0) })
            else { throw Complaint("no VmHWM in \(status)") }
            return kilobytes << 10
        }
    }
}
