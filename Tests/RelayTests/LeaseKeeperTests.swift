import Synchronization
import TailraceCore
import Testing

@testable import Outbox
@testable import Relay

struct LeaseKeeperTests {
    /// A clock that is set by hand. Whoever sleeps wakes when it has gone far enough.
    private final class HandClock: LeaseClock {
        private struct State {
            var now = Duration.zero
            var sleepers: [(until: Duration, continuation: CheckedContinuation<Void, Never>)] = []
        }

        private let state = Mutex(State())

        var now: Duration { state.withLock { $0.now } }
        var sleepers: Int { state.withLock { $0.sleepers.count } }

        func sleep(for duration: Duration) async throws {
            await withCheckedContinuation { continuation in
                state.withLock { $0.sleepers.append(($0.now + duration, continuation)) }
            }
            try Task.checkCancellation()
        }

        func advance(by duration: Duration) {
            let due = state.withLock { state in
                state.now += duration
                let due = state.sleepers.filter { $0.until <= state.now }
                state.sleepers.removeAll { $0.until <= state.now }
                return due.map(\.continuation)
            }
            for continuation in due { continuation.resume() }
        }

        func untilSomebodySleeps() async {
            while sleepers == 0 { await Task.yield() }
        }
    }

    private struct Unreachable: Error {}

    private let clock = HandClock()
    private let renewals = Shared(0)
    private let answer = Shared<Result<Void, any Error>>(.success(()))

    private func keeper(askedAt asked: Duration = .zero) throws -> LeaseKeeper {
        LeaseKeeper(
            Lease(sink: "s", epoch: 3, duration: .seconds(9)), askedAt: asked, clock: clock
        ) { [renewals, answer] _ in
            renewals.change { $0 += 1 }
            try answer.value.get()
        }
    }

    @Test func whileTheTermLastsNobodyIsAsked() async throws {
        let keeper = try keeper()
        clock.advance(by: .seconds(8))
        try await keeper.check()
        #expect(renewals.value == 0)
    }

    @Test func aClockThatJumpsMakesItAskFirst() async throws {
        let keeper = try keeper()
        clock.advance(by: .seconds(3_600))
        try await keeper.check()
        #expect(renewals.value == 1)
        try await keeper.check()
        #expect(renewals.value == 1)
    }

    @Test func theTermCountsFromBeforeTheQuestion() async throws {
        clock.advance(by: .seconds(10))
        let keeper = try keeper(askedAt: .seconds(1))
        try await keeper.check()
        #expect(renewals.value == 1, "the answer took longer than the term")
    }

    @Test func aLeaseThatSomebodyElseHasIsLost() async throws {
        let keeper = try keeper()
        answer.change { $0 = .failure(LeaseLost("taken over")) }
        clock.advance(by: .seconds(10))
        await #expect(throws: LeaseLost.self) { try await keeper.check() }
    }

    @Test func aDatabaseThatCannotBeReachedRenewsNothing() async throws {
        let keeper = try keeper()
        answer.change { $0 = .failure(Unreachable()) }
        clock.advance(by: .seconds(10))
        await #expect(throws: LeaseLost.self) { try await keeper.check() }
    }

    @Test func itIsRenewedAtAThirdOfTheTerm() async throws {
        let keeper = try keeper()
        let task = Task { try await keeper.run() }
        for count in 1...5 {
            await clock.untilSomebodySleeps()
            clock.advance(by: .seconds(3))
            while renewals.value < count { await Task.yield() }
        }
        try await keeper.check()
        #expect(renewals.value == 5)
        task.cancel()
        await clock.untilSomebodySleeps()
        clock.advance(by: .seconds(3))
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func theWatchEndsWithTheTerm() async throws {
        let keeper = try keeper()
        let task = Task { try await keeper.watch() }
        await clock.untilSomebodySleeps()
        clock.advance(by: .seconds(9))
        await #expect(throws: LeaseLost.self) { try await task.value }
    }

    @Test func aRenewedTermIsWatchedToItsNewEnd() async throws {
        let keeper = try keeper()
        let renewing = Task { try await keeper.run() }
        let watching = Task { try await keeper.watch() }
        while clock.sleepers < 2 { await Task.yield() }
        clock.advance(by: .seconds(3))
        while clock.sleepers < 2 { await Task.yield() }
        clock.advance(by: .seconds(6))
        while clock.sleepers < 2 { await Task.yield() }
        answer.change { $0 = .failure(Unreachable()) }
        clock.advance(by: .seconds(9))
        await #expect(throws: LeaseLost.self) { try await watching.value }
        renewing.cancel()
        while clock.sleepers < 1 { await Task.yield() }
        clock.advance(by: .seconds(9))
        _ = await renewing.result
    }

    @Test func answersInAnotherOrderTakeNothingBack() {
        var term = LeaseTerm(begin: .zero, duration: .seconds(9))
        term.renewed(at: .seconds(5))
        term.renewed(at: .seconds(2))
        #expect(!term.isOver(at: .seconds(13)))
        #expect(term.isOver(at: .seconds(14)))
    }
}
