import Synchronization
import TailraceCore

/// What a sink has been given and could not be marked: all that a relay knows beyond the database. Outlives the lease,
/// since the database may have become another one meanwhile.
final class UnmarkedDelivery: Sendable {
    private let stored = Mutex<Position?>(nil)

    /// Where the sink stands; nil when the mark says it.
    var position: Position? {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}
