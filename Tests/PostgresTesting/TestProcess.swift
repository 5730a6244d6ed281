import Foundation
import Synchronization

/// A program under test: started, watched as it writes, signalled, and killed when nobody holds it any more.
public final class TestProcess: Sendable {
    /// What the process could not do in time, and all that it had written.
    public struct Failure: Error, CustomStringConvertible {
        /// The whole story, for a test's log.
        public let description: String
    }

    private let process: Process
    private let state: ProcessState

    /// The process's number.
    public var pid: Int32 { process.processIdentifier }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: The program's file: see ``product(_:)``.
    ///   - arguments: Its arguments.
    ///   - environment: Variables set on top of this process's own.
    ///   - directory: Where it runs; nil is the current folder.
    /// - Throws: When the program cannot be started.
    public init(
        _ executable: URL, _ arguments: [String] = [], environment: [String: String] = [:], directory: URL? = nil
    ) throws {
        let process = Process()
        let state = ProcessState()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        process.terminationHandler = { process in
            let status = process.terminationStatus
            state.end(process.terminationReason == .uncaughtSignal ? .signal(status) : .status(status))
        }
        try Self.launching.withLock { _ in
            process.standardOutput = Self.pipe(into: state, .output)
            process.standardError = Self.pipe(into: state, .error)
            try process.run()
        }
        self.process = process
        self.state = state
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// One at a time: a process started before a new pipe is marked would inherit it, and keep it open.
    private static let launching = Mutex(())

    /// A thread reads each stream to its end: Foundation's own handlers miss the end now and then.
    private static func pipe(into state: ProcessState, _ stream: ProcessState.Stream) -> Pipe {
        let pipe = Pipe()
        for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
            _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        let handle = pipe.fileHandleForReading
        Thread.detachNewThread {
            while case let data = handle.availableData, !data.isEmpty { state.receive(data, from: stream) }
            // Nothing else closes it: a `Process` that has ended stays.
            try? handle.close()
            state.receive(Data(), from: stream)
        }
        return pipe
    }

    /// A program of this package, which the build puts beside the test executable.
    public static func product(_ name: String) -> URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent(name)
    }

    /// What the process has written so far.
    public var output: ProcessOutput { state.output }

    /// Whether the process has not ended.
    public var isRunning: Bool { process.isRunning }

    /// Whether it stands still, as after `SIGSTOP`.
    public var isStopped: Bool {
        // What follows the program's name, which stands in brackets and may have blanks.
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return text.split(separator: ")").last?.hasPrefix(" T") == true
    }

    /// Sends a signal, such as `SIGTERM`.
    public func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits until the process has ended and all that it wrote has been read.
    ///
    /// - Throws: ``Failure`` when that takes longer than `timeout`.
    @discardableResult
    public func waitUntilExit(timeout: Duration = .seconds(180)) async throws -> ProcessExit {
        try await state.wait("did not exit", timeout, endedIsFailure: false) { _, exit in exit }
    }

    /// Waits until the process has written what `isDone` looks for.
    ///
    /// - Returns: What the process had written by then.
    /// - Throws: ``Failure`` when that takes longer than `timeout`, or the process ends without it.
    @discardableResult
    public func waitFor(
        timeout: Duration = .seconds(180), _ isDone: @escaping @Sendable (ProcessOutput) -> Bool
    ) async throws -> ProcessOutput {
        try await state.wait("did not write what was awaited", timeout, endedIsFailure: true) { output, _ in
            isDone(output) ? output : nil
        }
    }

    /// Waits until the process has written `text`, to either stream.
    @discardableResult
    public func waitFor(_ text: String, timeout: Duration = .seconds(180)) async throws -> ProcessOutput {
        try await waitFor(timeout: timeout) {
            $0.standardOutput.contains(text) || $0.standardError.contains(text)
        }
    }
}
