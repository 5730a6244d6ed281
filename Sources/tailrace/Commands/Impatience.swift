import Dispatch
import Foundation

/// Exits at once on the second signal to stop. Whatever was under way is repeated or cut off by the next start.
final class Impatience {
    private let sources: [any DispatchSourceSignal]

    init() {
        let count = Count()
        let queue = DispatchQueue(label: "tailrace.signals")
        sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                count.value += 1
                if count.value > 1 { _exit(130) }
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
