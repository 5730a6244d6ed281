import ChanceTesting
import TailraceCore
import Testing

@Suite struct ScheduleTests {
    @Test(arguments: seeds)
    func `waits double up to the cap, between a tenth and the whole of the bound`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var schedule = RetrySchedule(base: .milliseconds(100), cap: .seconds(30))
        for failure in 0..<70 {
            let bound = failure < 9 ? Duration.milliseconds(100 << failure) : .seconds(30)
            let wait = schedule.failed(using: &generator)
            // Multiplication by a fraction rounds: a microsecond is let pass.
            #expect(wait >= bound / 10 - .microseconds(1) && wait <= bound + .microseconds(1), "seed \(seed)")
            #expect(schedule.failures == failure + 1)
        }
    }

    @Test func `jitter spreads the waits over the whole range`() {
        var generator = SeededGenerator(seed: 7)
        let waits = (0..<1_000).map { _ in
            var schedule = RetrySchedule(base: .seconds(1), cap: .seconds(1))
            return schedule.failed(using: &generator)
        }
        #expect(waits.contains { $0 < .milliseconds(150) })
        #expect(waits.contains { $0 > .milliseconds(950) })
        #expect(Set(waits).count > 900)
    }

    @Test func `a success starts the waits from the base again`() {
        var generator = SeededGenerator(seed: 7)
        var schedule = RetrySchedule(base: .milliseconds(10), cap: .seconds(30))
        for _ in 0..<12 { _ = schedule.failed(using: &generator) }
        schedule.succeeded()
        #expect(schedule.failures == 0)
        #expect(schedule.failed(using: &generator) <= .milliseconds(11))
    }

    @Test func `a base above the cap waits for the cap at the most`() {
        var schedule = RetrySchedule(base: .seconds(60), cap: .seconds(1))
        for _ in 0..<20 { #expect(schedule.failed() <= .seconds(1) + .microseconds(1)) }
    }

    @Test func `polling slows down while nothing comes, and is quick again at once`() {
        var schedule = PollSchedule(shortest: .milliseconds(10), longest: .milliseconds(250))
        let waits = (0..<20).map { _ in schedule.foundNothing(cost: .zero) }
        #expect(waits.first == .milliseconds(10))
        #expect(waits.last == .milliseconds(250))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 && $1 <= $0 * 1.5 + .microseconds(1) })
        #expect(schedule.foundChanges() == .milliseconds(10))
        #expect(schedule.foundNothing(cost: .zero) == .milliseconds(10))
    }

    @Test func `a dear look is followed by a wait of twice its cost, even beyond the longest`() {
        var schedule = PollSchedule(shortest: .milliseconds(10), longest: .milliseconds(250))
        #expect(schedule.foundNothing(cost: .seconds(1)) == .seconds(2))
        #expect(schedule.foundNothing(cost: .zero) == .milliseconds(15))
    }

    @Test func `a longest wait below the shortest counts as the shortest`() {
        var schedule = PollSchedule(shortest: .milliseconds(50), longest: .milliseconds(10))
        for _ in 0..<5 { #expect(schedule.foundNothing(cost: .zero) == .milliseconds(50)) }
    }
}
