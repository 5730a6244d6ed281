import Foundation
import Synchronization
import TailraceCore

/// What the pipelines of a process have done so far, for its progress lines.
public final class RelayMeter: Sendable {
    /// What one pipeline has done.
    public struct Reading: Sendable {
        /// Changes delivered since the start.
        public var delivered = 0
        /// The last of them.
        public var last: SequenceNumber?
        /// How old the last of them was when it had been delivered, in seconds.
        public var lag = 0.0
        /// Whether more is waiting.
        public var isBehind = false
        /// What keeps it from delivering; nil when nothing does.
        public var trouble: String?
    }

    private let readings = Mutex<[String: Reading]>([:])

    /// Makes a meter that has counted nothing.
    public init() {}

    /// What has been counted, by sink.
    public var all: [String: Reading] { readings.withLock { $0 } }

    func delivered(_ batch: ChangeBatch, hasMore: Bool, by sink: String) {
        guard let last = batch.changes.last else { return }
        let lag = Date().timeIntervalSince1970 - Double(last.capturedAt) / 1e6
        readings.withLock { readings in
            var reading = readings[sink] ?? Reading()
            reading.delivered += batch.changes.count
            reading.last = max(reading.last ?? .zero, last.sequence)
            reading.lag = max(0, lag)
            reading.isBehind = hasMore
            reading.trouble = nil
            readings[sink] = reading
        }
    }

    func failed(_ trouble: String, sink: String) {
        readings.withLock { $0[sink, default: Reading()].trouble = trouble }
    }

    func isIdle(_ sink: String) {
        readings.withLock { readings in
            readings[sink, default: Reading()].isBehind = false
            readings[sink]?.lag = 0
            readings[sink]?.trouble = nil
        }
    }
}
