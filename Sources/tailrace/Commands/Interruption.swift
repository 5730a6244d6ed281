import Dispatch
import Foundation
import Synchronization

/// Notes Ctrl-C, so that a command can tidy up.
final class Interruption {
    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { [flag] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { flag.value.store(true, ordering: .relaxed) }
            source.activate()
            return source
        }
    }

    var hasCome: Bool { flag.value.load(ordering: .relaxed) }

    func end() {
        sources.forEach { $0.cancel() }
        [SIGINT, SIGTERM].forEach { signal($0, SIG_DFL) }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
