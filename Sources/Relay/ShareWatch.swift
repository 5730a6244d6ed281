import Logging
import Outbox
import PostgresClient
import Synchronization
import TailraceCore

/// Takes part in sharing the sinks among the relays that live: says again and again that this one does, and looks which
/// sinks it should serve.
final class ShareWatch: Sendable {
    private struct State {
        /// What this relay could serve.
        var sinks: Set<String>
        /// Nil before the first look.
        var survey: RelayRegistry.Survey?
        /// Another installation has taken the place of this relay's: there is nobody to share with.
        var isAlone = false
    }

    /// Between two looks: what a relay that leaves or comes makes the others wait.
    let interval: Duration
    private let owner: String
    private let registry: RelayRegistry
    private let options: RelayOptions
    private let logger: Logger
    private let state: Mutex<State>

    init(owner: String, sinks: [String], registry: RelayRegistry, options: RelayOptions, logger: Logger) {
        self.owner = owner
        self.registry = registry
        self.options = options
        self.logger = logger
        interval = min(.seconds(1), max(.milliseconds(50), options.lease / 10))
        state = Mutex(State(sinks: Set(sinks)))
    }

    /// Whether it is known who should serve what.
    var hasLooked: Bool {
        state.withLock { $0.isAlone || $0.survey != nil }
    }

    /// Whether this relay should serve a sink.
    func isMine(_ sink: String) -> Bool {
        state.withLock { $0.isAlone || $0.survey?.shares.owners[sink] == owner }
    }

    /// Which relay should serve a sink, or else does; nil when none is known to.
    func owner(of sink: String) -> String? {
        state.withLock { $0.survey?.shares.owners[sink] ?? $0.survey?.holders[sink] }
    }

    /// A sink has ended for this process: another one may serve it.
    func renounce(_ sink: String) {
        state.withLock { _ = $0.sinks.remove(sink) }
    }

    /// Waits until another relay should serve a sink.
    func untilNotMine(_ sink: String) async throws {
        while isMine(sink) { try await Task.sleep(for: interval) }
    }

    /// Takes part until the relay is to stop, and then leaves at once: batches in hand are finished meanwhile.
    func run() async {
        var announced: (at: ContinuousClock.Instant, sinks: Set<String>)?
        var schedule = RetrySchedule(base: options.retryBase, cap: options.retryCap)
        while !Task.isCancelled {
            do {
                let sinks = state.withLock { $0.sinks }
                if announced.map({ $0.sinks != sinks || $0.at.duration(to: .now) >= options.lease / 3 }) ?? true {
                    let isKnown = try await registry.announce(owner, serving: sinks, for: options.lease)
                    state.withLock { $0.isAlone = !isKnown }
                    announced = (.now, sinks)
                }
                let survey = try await registry.survey(term: options.lease)
                state.withLock { $0.survey = survey }
                schedule.succeeded()
                try await Pause.sleep(for: interval)
            } catch is CancellationError {
                break
            } catch {
                guard !Task.isCancelled else { break }
                let wait = schedule.failed()
                let backoff = Backoff(base: options.retryBase, cap: options.retryCap)
                let level: Logger.Level = backoff.isWorthALine(schedule.failures, wait) ? .warning : .debug
                logger.log(level: level, "which relay should serve what cannot be seen: \(error)")
                guard (try? await Pause.sleep(for: wait)) != nil else { break }
            }
        }
        // Without a database the others find out when the announcement is over.
        await Farewell.say { [registry, owner] in try await registry.dismiss(owner) }
    }
}
