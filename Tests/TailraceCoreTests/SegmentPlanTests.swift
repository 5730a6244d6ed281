import ChanceTesting
import Testing

@testable import TailraceCore

@Suite struct SegmentPlanTests {
    private static let hour: Int64 = 3_600_000_000
    private let settings = HousekeepingSettings(
        retention: .seconds(86_400), segmentBytes: 100, segmentChanges: 1_000, segmentAge: .seconds(3_600))

    private func facts(
        _ segments: [SegmentFacts], paused: Bool = false, sinks: [String] = ["s"], now: Int64 = 100 * Self.hour
    ) -> OutboxFacts {
        OutboxFacts(segments: segments, isPaused: paused, sinks: sinks, now: now)
    }

    private func current(_ number: Int32, bytes: Int64 = 10, hours: Int64 = 0, changes: Int64 = 1) -> SegmentFacts {
        SegmentFacts(
            number: number, isCurrent: true, isUsed: true, bytes: bytes, openedAt: (100 - hours) * Self.hour,
            changes: changes)
    }

    private func closed(_ number: Int32?, hoursAgo: Int64, bytes: Int64 = 10, sinks: [String] = []) -> SegmentFacts {
        SegmentFacts(
            number: number, isUsed: true, bytes: bytes, openedAt: (99 - hoursAgo) * Self.hour,
            closedAt: (100 - hoursAgo) * Self.hour, sinks: sinks)
    }

    private func free(_ number: Int32) -> SegmentFacts { SegmentFacts(number: number) }

    private func actions(
        _ facts: OutboxFacts, _ change: (inout HousekeepingSettings) -> Void = { _ in }, configured: [String] = ["s"]
    ) -> [SegmentPlan.Action] {
        var settings = settings
        change(&settings)
        return SegmentPlan(facts, settings, configured: configured).actions
    }

    @Test func `a quiet outbox is left alone`() {
        #expect(actions(facts([current(1), free(2)])) == [])
        #expect(actions(facts([SegmentFacts(number: 1, isCurrent: true, openedAt: 0), free(2)])) == [])
    }

    @Test func `a segment is closed by size, changes or age, though not before an eighth of what is kept`() {
        #expect(actions(facts([current(1, hours: 3), free(2), free(3)])) == [.open(2)])
        #expect(actions(facts([current(1, bytes: 5_000, hours: 2), free(2)])) == [])
        let short: (inout HousekeepingSettings) -> Void = { $0.retention = .seconds(1) }
        #expect(actions(facts([current(1, hours: 2), free(2), free(3)]), short) == [.open(2)])
        let large = OutboxFacts(
            segments: [current(1, bytes: 100), free(2), free(3)], isPaused: false, sinks: ["s"],
            now: 100 * Self.hour + 1_000_000)
        #expect(actions(large, short) == [.open(2)])
        let many = OutboxFacts(
            segments: [current(1, changes: 1_000), free(2), free(3)], isPaused: false, sinks: ["s"],
            now: 100 * Self.hour + 1_000_000)
        #expect(actions(many, short) == [.open(2)])
    }

    @Test func `a segment is made ahead when the last free one is taken`() {
        #expect(actions(facts([current(1, hours: 3), free(2)])) == [.open(2), .add(3)])
        #expect(actions(facts([current(1), closed(2, hoursAgo: 1)])) == [.add(3)])
        #expect(actions(facts([current(1), closed(2, hoursAgo: 1), closed(nil, hoursAgo: 1, sinks: ["s"])])) == [])
    }

    @Test func `what is delivered is given back after its retention, the oldest first`() {
        let segments = [current(4), closed(1, hoursAgo: 24), closed(2, hoursAgo: 23), closed(3, hoursAgo: 30), free(5)]
        #expect(actions(facts(segments)) == [.empty(3, early: false), .empty(1, early: false)])
        let needed = [current(4), closed(1, hoursAgo: 24, sinks: ["t"]), closed(3, hoursAgo: 30), free(5)]
        #expect(actions(facts(needed)) == [.empty(3, early: false)])
    }

    @Test func `nothing is given back before every configured sink has started`() {
        let segments = [current(4), closed(1, hoursAgo: 24), free(5)]
        #expect(actions(facts(segments), configured: ["s", "new"]) == [])
        #expect(actions(facts(segments, sinks: []), configured: []) == [])
    }

    @Test func `what the default partition caught is given back as soon as it is delivered`() {
        #expect(
            actions(facts([current(1), free(2), SegmentFacts(number: nil, isUsed: true)])) == [
                .empty(nil, early: false)
            ])
        let broken = [closed(1, hoursAgo: 1), free(2), free(3), closed(nil, hoursAgo: 0, sinks: ["s"])]
        #expect(actions(facts(broken)) == [.open(2)], "the pointer names no segment")
    }

    @Test func `beyond its largest size delivered segments go early, if that is wanted`() {
        let segments = [
            current(4), closed(1, hoursAgo: 3, bytes: 60), closed(2, hoursAgo: 2, bytes: 50), free(5),
        ]
        #expect(actions(facts(segments)) { $0.maximumBytes = 100 } == [])
        var limited = settings
        limited.maximumBytes = 100
        #expect(SegmentPlan(facts(segments), limited, configured: []).excess == 120)
        #expect(
            actions(facts(segments)) {
                $0.maximumBytes = 100
                $0.whenFull = .dropOldestDelivered
            } == [.empty(1, early: true)])
    }

    @Test func `capture pauses when nothing more can be given back, and goes on when there is room`() {
        let full = [current(4), closed(1, hoursAgo: 3, bytes: 100, sinks: ["s"]), free(5)]
        let policy: (inout HousekeepingSettings) -> Void = {
            $0.maximumBytes = 100
            $0.whenFull = .pauseCapture
        }
        #expect(actions(facts(full), policy) == [.pause])
        let paused = [closed(4, hoursAgo: 0), closed(1, hoursAgo: 3, bytes: 100, sinks: ["s"]), free(5), free(6)]
        #expect(actions(facts(paused, paused: true), policy) == [.empty(4, early: true)])
        let delivered = [closed(4, hoursAgo: 0), closed(1, hoursAgo: 3, bytes: 90), free(5), free(6)]
        #expect(actions(facts(delivered, paused: true), policy) == [.empty(1, early: true), .resume(5)])
        #expect(actions(facts(paused, paused: true)) == [.resume(5)], "the policy is another one now")
    }

    /// A year of an outbox in a moment: whatever happens, there are few segments, nothing is given back that somebody
    /// needs, and what is not needed does not stay for long.
    @Test(arguments: seeds) func `an outbox that is left alone for a year stays small`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let hours = Int64([0, 1, 24, 24 * 7].randomElement(using: &generator) ?? 0)
        let settings = HousekeepingSettings(
            retention: .seconds(hours * 3_600), segmentBytes: .random(in: 1...10_000, using: &generator),
            segmentChanges: .random(in: 1...10_000, using: &generator),
            segmentAge: .seconds(Int.random(in: 1...100_000, using: &generator)))
        let step: Int64 = Self.hour
        var segments = [
            SegmentFacts(number: 1, isCurrent: true, openedAt: 0), SegmentFacts(number: 2), SegmentFacts(number: nil),
        ]
        var now: Int64 = 0
        var laggingUntil: Int64 = 0
        var longestLag: Int64 = 0
        while now < 365 * 24 * Self.hour {
            now += step
            if Int.random(in: 0..<1_000, using: &generator) == 0 {
                laggingUntil = now + .random(in: 0...20, using: &generator) * 24 * Self.hour
                longestLag = max(longestLag, laggingUntil - now)
            }
            let written = Int64.random(in: 0...100, using: &generator)
            for index in segments.indices {
                if segments[index].isCurrent {
                    segments[index].bytes += written
                    segments[index].changes = (segments[index].changes ?? 0) + written
                    segments[index].isUsed = segments[index].bytes > 0
                    if now < laggingUntil, written > 0 { segments[index].sinks = ["s"] }
                }
                if now >= laggingUntil { segments[index].sinks = [] }
            }
            let facts = OutboxFacts(segments: segments, isPaused: false, sinks: ["s"], now: now)
            for action in SegmentPlan(facts, settings, configured: ["s"]).actions {
                switch action {
                case .empty(let number, let early):
                    let index = segments.firstIndex { $0.number == number } ?? 0
                    #expect(!early && !segments[index].isCurrent && segments[index].sinks.isEmpty, "seed \(seed)")
                    #expect((segments[index].closedAt ?? 0) + hours * Self.hour <= now, "seed \(seed)")
                    segments[index].isUsed = false
                    segments[index].bytes = 0
                case .add(let number):
                    #expect(!segments.contains { $0.number == number }, "seed \(seed)")
                    segments.append(SegmentFacts(number: number))
                case .open(let number):
                    let old = segments.firstIndex(where: \.isCurrent) ?? 0
                    segments[old].isCurrent = false
                    segments[old].closedAt = now
                    let new = segments.firstIndex { $0.number == number } ?? 0
                    #expect(!segments[new].isUsed, "seed \(seed)")
                    segments[new] = SegmentFacts(number: number, isCurrent: true, openedAt: now, changes: 0)
                case .pause, .resume: Issue.record("nothing is full")
                }
            }
            // As long as no sink lags: its retention, its own length, and what it waits for its turn.
            let kept = hours * Self.hour
            let longest = max(kept / 4, settings.segmentAge.microseconds) + 2 * step
            for segment in segments where longestLag == 0 && segment.isUsed && !segment.isCurrent {
                let age = now - (segment.openedAt ?? now)
                #expect(age <= hours * Self.hour + longest * 2, "seed \(seed)")
            }
        }
        #expect(
            segments.compactMap(\.number).count <= (longestLag == 0 ? 20 : SegmentPlan.mostSegments), "seed \(seed)")
    }
}
