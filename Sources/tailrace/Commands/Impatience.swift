import Dispatch
import Foundation

/// Exits at once on the second signal to stop. Whatever was under way is repeated or cut off by the next start.
final class Impatience {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter limit: how long after the first signal the program ends at the latest.
    init(limit: Duration) {
        let count = Count()
        let queue = DispatchQueue(label: "tailrace.signals")
        sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                count.value += 1
                if count.value > 1 { _exit(130) }
                queue.asyncAfter(deadline: .now() + limit / .seconds(1)) {
                    Terminal.error("tailrace: it did not come to its end in time; what was in hand is delivered again")
                    _exit(1)
                }
            }
            source.activate()
            return source
        }
    }

    func end() {
        sources.forEach { $0.cancel() }
    }

    /// Used on the queue only.
    private final class Count: @unchecked Sendable {
        var value = 0
    }
}
