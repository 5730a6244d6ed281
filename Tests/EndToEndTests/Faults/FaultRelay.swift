import FaultTesting
import Foundation
import PostgresTesting
import Synchronization

/// One of the relays: a process that is started again whenever it ends, as a supervisor does, behind a proxy of its own.
final class FaultRelay: Sendable {
    private struct State {
        var process: TestProcess?
        var isWanted = true
        /// The ends that the suite itself has brought about.
        var expectedEnds: Set<Int32> = []
    }

    let number: Int
    let proxy: FaultProxy
    private let configuration: URL
    private let tally: FaultTally
    private let state = Mutex(State())

    init(_ number: Int, configuration: URL, proxy: FaultProxy, tally: FaultTally) {
        self.number = number
        self.configuration = configuration
        self.proxy = proxy
        self.tally = tally
    }

    /// The process that runs now.
    var process: TestProcess? { state.withLock { $0.process.flatMap { $0.isRunning ? $0 : nil } } }

    /// Keeps the relay running until the task is cancelled or ``finish()`` is called.
    func supervise() async throws {
        while true {
            guard state.withLock(\.isWanted) else {
                try await Task.sleep(for: .milliseconds(10))
                continue
            }
            let process = try start()
            state.withLock { $0.process = process }
            let exit = try await process.waitUntilExit(timeout: .seconds(7 * 86_400))
            let wasExpected = state.withLock { $0.expectedEnds.remove(process.pid) != nil }
            // 69: it was started while the database could not be reached.
            let log = process.output.standardError.suffix(2_000)
            if !wasExpected, exit != .status(69) {
                tally.note(surprise: "relay \(number) ended by itself with \(exit):\n\(log)")
            } else if wasExpected, !Self.orderlyEnds.contains(exit) {
                tally.note(surprise: "relay \(number) ended with \(exit) when it was told to stop:\n\(log)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// By a first signal, by one before it was ready for any, by a second one, with the database out of reach, or killed.
    static let orderlyEnds: [ProcessExit] = [
        .status(0), .signal(SIGTERM), .status(130), .status(69), .signal(SIGKILL),
    ]

    private func start() throws -> TestProcess {
        var command = [TestProcess.product("tailrace").path, "run", "--config", configuration.path]
        // A folder that may not be written to stops root only when root has given up that right.
        if geteuid() == 0 { command = Self.withoutPrivilege + command }
        return try TestProcess(URL(fileURLWithPath: "/usr/bin/env"), command)
    }

    private static let withoutPrivilege = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]

    /// Ends the process by a signal, and keeps it down for a while.
    /// - Returns: the process that was ended; nil when there was none.
    func end(by signal: Int32) -> TestProcess? {
        state.withLock { state in
            guard let process = state.process, process.isRunning else { return nil }
            state.expectedEnds.insert(process.pid)
            state.isWanted = false
            process.signal(signal)
            return process
        }
    }

    /// Lets the supervisor start it again.
    func allow() {
        state.withLock { $0.isWanted = true }
    }
}
