import Outbox
import Testing

@testable import Relay

struct BackoffTests {
    private struct Trouble: Error, Equatable {
        let number: Int
    }

    private let backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))

    @Test func whatFailsIsTriedAgainUntilItWorks() async throws {
        let tries = Shared(0)
        let told = Shared<[Int]>([])
        let result = try await backoff.run(
            isHopeless: { _ in false }, onFailure: { _, failures, _ in told.change { $0.append(failures) } }
        ) {
            let number = tries.change { tries in
                tries += 1
                return tries
            }
            guard number == 4 else { throw Trouble(number: number) }
            return number
        }
        #expect(result == 4)
        #expect(told.value == [1, 2, 3])
    }

    @Test func whatIsHopelessIsThrownAtOnce() async {
        await #expect(throws: Trouble(number: 1)) {
            try await backoff.run(isHopeless: { $0 is Trouble }, onFailure: { _, _, _ in Issue.record("no retry") }) {
                throw Trouble(number: 1)
            }
        }
    }

    @Test func aLostLeaseIsNeverRetried() async {
        await #expect(throws: LeaseLost.self) {
            try await backoff.run(
                isHopeless: { _ in false }, onFailure: { _, _, _ in Issue.record("no retry") }
            ) {
                throw LeaseLost("taken over")
            }
        }
    }

    @Test func cancellingEndsTheWait() async {
        let patient = Backoff(base: .seconds(3600), cap: .seconds(3600))
        let (failed, fail) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await patient.run(isHopeless: { _ in false }, onFailure: { _, _, _ in fail.yield() }) {
                throw Trouble(number: 1)
            }
        }
        for await _ in failed { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
