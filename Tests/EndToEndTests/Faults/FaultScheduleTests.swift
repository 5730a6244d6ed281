import Testing

@Suite struct FaultScheduleTests {
    private func schedule(seed: UInt64, length: Duration = .seconds(60)) -> FaultSchedule {
        FaultSchedule(seed: seed, relays: 3, length: length, lease: .seconds(1), kinds: Set(FaultKind.allCases))
    }

    @Test func followsFromTheSeed() {
        #expect(schedule(seed: 1) == schedule(seed: 1))
        #expect(schedule(seed: 1) != schedule(seed: 2))
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>) func hasEveryKindHoweverShortItIs(seed: UInt64) {
        let kinds = Set(schedule(seed: seed, length: .seconds(1)).faults.map(\.kind))
        #expect(kinds == Set(FaultKind.allCases))
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>) func doesOneThingAfterAnotherToEachTarget(seed: UInt64) {
        for (target, faults) in schedule(seed: seed).byTarget {
            for (fault, next) in zip(faults, faults.dropFirst()) {
                #expect(fault.at + fault.lasting < next.at, "\(target)")
            }
        }
    }

    @Test func freezesForLongerThanTheLease() {
        let freezes = schedule(seed: 1).faults.filter { $0.kind == .relayFrozen }
        #expect(!freezes.isEmpty && freezes.allSatisfy { $0.lasting > .seconds(1) })
    }

    @Test func leavesOutWhatCannotBeDone() {
        let kinds = Set(FaultKind.allCases).subtracting(FaultKind.server)
        let schedule = FaultSchedule(seed: 1, relays: 2, length: .seconds(60), lease: .seconds(1), kinds: kinds)
        #expect(Set(schedule.faults.map(\.kind)) == kinds)
    }
}
