import ChanceTesting
import PostgresClient

/// Two transactions that cross again and again: the later one draws its sequence number first, and is still open, with
/// the newest transaction id there is, when the earlier one commits. A snapshot taken then does not list it as in
/// progress.
struct StormCrossing {
    let earlier: PostgresConnection
    let later: PostgresConnection
    let tally: StormTally
    var chance: SeededGenerator

    mutating func run(until end: ContinuousClock.Instant) async throws {
        let middle = (StormSchema.crossing.lowerBound + StormSchema.crossing.upperBound) / 2
        while ContinuousClock.now < end {
            let (first, second) = (
                Int.random(in: StormSchema.crossing.lowerBound...middle, using: &chance),
                Int.random(in: (middle + 1)...StormSchema.crossing.upperBound, using: &chance)
            )
            try await earlier.execute("begin; select pg_current_xact_id()")
            try await later.execute("begin; select public.change(\(first), false)")
            try await earlier.execute("select public.change(\(second), true); commit")
            try await hold(for: chance.milliseconds(0...40))
            try await later.execute("commit")
            tally.count(.committed)
            tally.count(.committed)
        }
        await earlier.close()
        await later.close()
    }
}
