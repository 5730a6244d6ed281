#if DEBUG
    import Foundation
    import Synchronization
#endif

/// The places between reading and marking where tests kill the process, to see what the next one makes of it.
///
/// Only debug builds look at the environment variable `TAILRACE_FAULT=POINT[:N[:freeze]]` (die at the N-th time, or stand
/// still until a SIGCONT comes); in release builds reaching a point is nothing at all.
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
    /// A sink is about to rotate.
    case beforeRotation = "before_rotation"
    /// A sink rotates: the old file is closed, the new one not yet begun.
    case midRotation = "mid_rotation"
    /// A sink takes its files over from a process that still has them open: the copy has not taken their place.
    case midTakeover = "mid_takeover"
    /// The sink has said that the batch is durable; it is not marked.
    case beforeMark = "before_mark"
    /// The batch is marked.
    case afterMark = "after_mark"
    /// The housekeeper is about to move the pointer, or to make or empty a segment.
    case beforeHousekeeping = "before_housekeeping"
    /// It has done so, and holds the locks that this took: its transaction is open.
    case midHousekeeping = "mid_housekeeping"
    /// It has done so, and noted nothing yet.
    case afterHousekeeping = "after_housekeeping"
    /// Changes are about to be kept aside.
    case beforeKeep = "before_keep"
    /// Changes have been kept aside; nothing behind them is delivered.
    case afterKeep = "after_keep"
    /// Changes kept aside are about to be delivered.
    case beforeRelease = "before_release"
    /// Changes kept aside have been delivered; they are still kept.
    case afterRelease = "after_release"
    /// Changes kept aside have been delivered and are kept no more.
    case afterForget = "after_forget"

    /// A sink that is to be moved is paused and idle, and has not been moved.
    case beforeSeek = "before_seek"

    /// The places that only the housekeeper comes to.
    public static let housekeeping: [FaultPoint] = [.beforeHousekeeping, .midHousekeeping, .afterHousekeeping]

    /// The places that only a sink with changes kept aside comes to.
    public static let aside: [FaultPoint] = [.beforeKeep, .afterKeep, .beforeRelease, .afterRelease, .afterForget]

    /// The places that only a sink comes to which takes its files over.
    public static let takeover: [FaultPoint] = [.midTakeover]

    /// The places that other commands than `run` come to.
    public static let commands: [FaultPoint] = [.beforeSeek]

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
            private let signal: Int32
            private let remaining: Mutex<Int>

            init?(_ text: String?) {
                let parts = text?.split(separator: ":") ?? []
                guard let name = parts.first, let point = FaultPoint(rawValue: String(name)) else { return nil }
                self.point = point
                signal = parts.last == "freeze" ? SIGSTOP : SIGKILL
                self.remaining = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
            }

            func reach(_ reached: FaultPoint) {
                guard reached == point else { return }
                let dies = remaining.withLock { remaining in
                    remaining -= 1
                    return remaining == 0
                }
                // To this very thread: one that another thread takes lets this one go on for a moment.
                if dies { pthread_kill(pthread_self(), signal) }
            }
        }
    #endif
}
