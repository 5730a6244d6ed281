import Foundation
import Outbox
import TailraceCore

/// Asks the relay for a replay, and shows how far it is.
struct ReplayWatch {
    let queue: ReplayQueue
    let sink: String
    let total: Int64

    private static let pollInterval = Duration.milliseconds(200)

    func run(_ range: ReplayRange, rate: Int?) async throws {
        guard let id = try await queue.request(range, sink: sink, changesASecond: rate) else {
            throw Failure(
                .failed,
                "the database knows no sink \(sink); it does once `tailrace run` has served it for the first time")
        }
        let interruption = Interruption()
        defer { interruption.end() }
        var progress = ProgressBar(total: total)
        var told = ""
        while let state = try await queue.progress(of: id) {
            progress.show(state.sent)
            if state.state == "done" {
                progress.finish()
                Terminal.output("Done: \(Figures.changes(state.sent)) sent again to \(sink).")
                return
            }
            if state.state == "cancelled" { break }
            let obstacle =
                !state.isServed
                ? "no relay serves \(sink); start one with `tailrace run`" : state.trouble
            if obstacle != told {
                if !obstacle.isEmpty { progress.interrupt(with: "Waiting: \(obstacle)") }
                told = obstacle
            }
            if interruption.hasCome {
                try await queue.cancel(id)
                progress.finish()
                throw Failure(.failed, "withdrawn after \(Figures.changes(state.sent))")
            }
            try await Task.sleep(for: Self.pollInterval)
        }
        progress.finish()
        throw Failure(.failed, "the replay was withdrawn by somebody else")
    }
}
