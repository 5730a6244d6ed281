/// What the housekeeper has to do now: a decision without I/O. Whatever it decides is checked again under the lock that
/// it takes; a plan that has become old does nothing wrong.
public struct SegmentPlan: Equatable, Sendable {
    /// What to do, in order.
    public private(set) var actions: [Action] = []
    /// The size, when it is larger than wanted.
    public private(set) var excess: Int64?

    /// One thing to do.
    public enum Action: Hashable, Sendable {
        /// Give a segment's storage back; the default partition's when the number is nil.
        case empty(Int32?, early: Bool)
        /// Make a segment, ahead of its use.
        case add(Int32)
        /// Write to this segment from now on.
        case open(Int32)
        /// Do not capture any more.
        case pause
        /// Capture again, into this segment.
        case resume(Int32)
    }

    /// A segment covers at least this part of the time that is kept. Every segment costs each read a little, and the
    /// storage that is kept for too long is that of one segment.
    static let segmentsInTime: Int64 = 8
    /// Never more segments than this; beyond, the current one grows. Planning a read takes 0.15 ms for each of them.
    static let mostSegments = 24
    /// Capture goes on when the outbox has come down to this part of its largest size.
    static let roomToResume = 0.8

    /// Decides.
    /// - Parameters:
    ///   - facts: what there is.
    ///   - settings: what is wanted.
    ///   - configured: the sinks of the configuration. As long as one of them has not started, nothing is emptied: it
    ///     may want the oldest change.
    public init(_ facts: OutboxFacts, _ settings: HousekeepingSettings, configured: [String]) {
        let mayEmpty = !facts.sinks.isEmpty && Set(configured).isSubset(of: facts.sinks)
        let closed = facts.segments.filter { $0.isUsed && !$0.isCurrent }
            .sorted { ($0.closedAt ?? 0) < ($1.closedAt ?? 0) }
        let maximum = settings.maximumBytes
        if let maximum, facts.bytes > maximum { excess = facts.bytes }

        let room = maximum.map { facts.isPaused ? Int64(Double($0) * Self.roomToResume) : $0 } ?? .max
        var remaining = facts.bytes
        for segment in closed where mayEmpty && segment.isDelivered {
            let isOver = (segment.closedAt ?? 0) <= facts.now - settings.retention.microseconds
            guard isOver || (settings.whenFull != .alert && remaining > room) else { continue }
            actions.append(.empty(segment.number, early: !isOver))
            remaining -= segment.bytes
        }
        let isEmptying = !actions.isEmpty

        let free = facts.segments.filter { !$0.isUsed && !$0.isCurrent }.compactMap(\.number)
        let numbers = facts.segments.compactMap(\.number)
        // Where none is free any segment will do: what is in it only stays for longer.
        let next = free.first ?? numbers.last
        let opened: Int32?
        if facts.isPaused {
            opened = remaining <= room || settings.whenFull != .pauseCapture ? next : nil
            if let opened { actions.append(.resume(opened)) }
        } else if let current = facts.segments.first(where: \.isCurrent) {
            let needed = closed.filter { !$0.isDelivered }.reduce(0) { $0 + $1.bytes }
            if settings.whenFull == .pauseCapture, let maximum, remaining > maximum,
                needed >= maximum / 2 || free.isEmpty
            {
                opened = nil
                actions.append(.pause)
            } else {
                opened = Self.isFull(current, facts, settings) ? free.first : nil
                if let opened { actions.append(.open(opened)) }
            }
        } else {
            // The pointer names a segment that is not there: the default partition takes everything.
            opened = next
            if let opened { actions.append(.open(opened)) }
        }

        // Attaching would read through the default partition, if there were anything in it.
        let isDefaultEmpty = !facts.segments.contains { $0.number == nil && $0.isUsed }
        if free.allSatisfy({ $0 == opened }), !isEmptying, isDefaultEmpty, numbers.count < Self.mostSegments {
            actions.append(.add((numbers.max() ?? 0) + 1))
        }
    }

    private static func isFull(
        _ current: SegmentFacts, _ facts: OutboxFacts, _ settings: HousekeepingSettings
    ) -> Bool {
        guard current.isUsed else { return false }
        if let maximum = settings.maximumBytes, settings.whenFull != .alert,
            current.bytes > maximum / segmentsInTime
        {
            return true
        }
        let age = facts.now - (current.openedAt ?? facts.now)
        let oldest = facts.segments.filter(\.isUsed).compactMap(\.openedAt).min() ?? facts.now
        let kept = max(settings.retention.microseconds, facts.now - oldest)
        guard age >= kept / segmentsInTime else { return false }
        return age >= settings.segmentAge.microseconds || current.bytes >= settings.segmentBytes
            || current.changes ?? 0 >= settings.segmentChanges
    }
}
