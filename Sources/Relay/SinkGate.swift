import Outbox
import Synchronization

/// Whether a sink may be given anything: not while it is paused, nor while a change that it refused has stopped it.
final class SinkGate: Sendable {
    private struct State {
        var levers: SinkLevers
        var isHalted: Bool
    }

    private let state: Mutex<State>

    private static let pollInterval = Duration.milliseconds(50)

    init(_ levers: SinkLevers, isHalted: Bool) {
        state = Mutex(State(levers: levers, isHalted: isHalted))
    }

    /// What an operator has asked of the sink.
    var levers: SinkLevers {
        get { state.withLock { $0.levers } }
        set { state.withLock { $0.levers = newValue } }
    }

    /// Whether a refused change has stopped it.
    var isHalted: Bool {
        get { state.withLock { $0.isHalted } }
        set { state.withLock { $0.isHalted = newValue } }
    }

    /// Waits while the sink is paused or stopped.
    /// - Throws: `CancellationError` when the relay is to stop.
    func untilOpen() async throws {
        while levers.isPaused || isHalted { try await Pause.sleep(for: Self.pollInterval) }
    }

    /// Waits while the sink is paused.
    /// - Throws: `CancellationError` when the relay is to stop.
    func untilResumed() async throws {
        while levers.isPaused { try await Pause.sleep(for: Self.pollInterval) }
    }
}
