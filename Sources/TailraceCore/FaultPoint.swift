#if DEBUG
    import Foundation
    import Synchronization
#endif

/// The places between reading and marking where tests kill the process, to see what the next one makes of it.
///
/// Only debug builds look at the environment variable `TAILRACE_FAULT=POINT[:N]` (die at the N-th time); in release
/// builds reaching a point is nothing at all.
public enum FaultPoint: String, CaseIterable, Sendable {
    /// A page has been read from the outbox.
    case afterRead = "after_read"
    /// A batch is about to be given to the sink.
    case beforeDeliver = "before_deliver"
    /// A sink has written a part of the batch.
    case midWrite = "mid_write"
    /// A sink has written the batch and not made it durable.
    case afterWrite = "after_write"
    /// A sink has made the batch durable and not stored its own position.
    case beforeSinkPosition = "before_sink_position"
    /// The sink's own position lies beside the old one and does not count yet.
    case midSinkPosition = "mid_sink_position"
    /// A sink rotates: the old file is closed, the new one not yet begun.
    case midRotation = "mid_rotation"
    /// The sink has said that the batch is durable; it is not marked.
    case beforeMark = "before_mark"
    /// The batch is marked.
    case afterMark = "after_mark"

    /// Dies here as by SIGKILL when the test that runs this process asked for it.
    @inline(__always)
    public static func reach(_ point: FaultPoint) {
        #if DEBUG
            armed?.reach(point)
        #endif
    }

    #if DEBUG
        private static let armed = ArmedFault(ProcessInfo.processInfo.environment["TAILRACE_FAULT"])

        private final class ArmedFault: Sendable {
            private let point: FaultPoint
            private let remaining: Mutex<Int>

            init?(_ text: String?) {
                let parts = text?.split(separator: ":") ?? []
                guard let name = parts.first, let point = FaultPoint(rawValue: String(name)) else { return nil }
                self.point = point
                self.remaining = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
            }

            func reach(_ reached: FaultPoint) {
                guard reached == point else { return }
                let dies = remaining.withLock { remaining in
                    remaining -= 1
                    return remaining == 0
                }
                if dies { kill(getpid(), SIGKILL) }
            }
        }
    #endif
}
