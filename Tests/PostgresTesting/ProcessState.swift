import Foundation
import Synchronization

/// What is known of a process, and who waits for more.
final class ProcessState: Sendable {
    enum Stream {
        case output
        case error
    }

    private struct Known {
        var written: [Stream: Data] = [.output: Data(), .error: Data()]
        var openStreams: Set<Stream> = [.output, .error]
        var status: ProcessExit?
        var waiters: [UUID: AsyncStream<Void>.Continuation] = [:]

        var output: ProcessOutput {
            ProcessOutput(
                standardOutput: String(decoding: written[.output, default: Data()], as: UTF8.self),
                standardError: String(decoding: written[.error, default: Data()], as: UTF8.self))
        }

        /// The exit, once everything written has been read too.
        var exit: ProcessExit? { openStreams.isEmpty ? status : nil }
    }

    private let known = Mutex(Known())

    var output: ProcessOutput { known.withLock(\.output) }

    /// Takes what came from a stream; nothing means that it was closed.
    func receive(_ data: Data, from stream: Stream) {
        change { known in
            if data.isEmpty {
                known.openStreams.remove(stream)
            } else {
                known.written[stream, default: Data()].append(data)
            }
        }
    }

    func end(_ status: ProcessExit) {
        change { $0.status = status }
    }

    private func change(_ body: (inout Known) -> Void) {
        let waiters = known.withLock { known in
            body(&known)
            return Array(known.waiters.values)
        }
        for waiter in waiters { waiter.yield() }
    }

    /// Waits until `find` finds something, asking it again whenever anything changes.
    func wait<T: Sendable>(
        _ complaint: String, _ timeout: Duration, endedIsFailure: Bool,
        _ find: @escaping @Sendable (ProcessOutput, ProcessExit?) -> T?
    ) async throws -> T {
        let id = UUID()
        let (changes, waiter) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        known.withLock { $0.waiters[id] = waiter }
        defer { known.withLock { _ = $0.waiters.removeValue(forKey: id) } }
        waiter.yield()
        let alarm = Task {
            try await Task.sleep(for: timeout)
            waiter.finish()
        }
        defer { alarm.cancel() }
        for await _ in changes {
            let (output, exit) = known.withLock { ($0.output, $0.exit) }
            if let found = find(output, exit) { return found }
            if endedIsFailure, exit != nil { break }
        }
        try Task.checkCancellation()
        let (output, exit) = known.withLock { ($0.output, $0.exit) }
        throw TestProcess.Failure(
            description: """
                The process \(complaint) (\(exit.map { "ended: \($0)" } ?? "still running after \(timeout)")).
                Standard output:
                \(output.standardOutput)
                Standard error:
                \(output.standardError)
                """)
    }
}
