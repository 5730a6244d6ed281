import TailraceCore
import Testing

@Suite struct SourceHistoryTests {
    private let here = SourceHistory(cluster: 7_710_483_266_868_676_684, database: 16_385, timeline: 1)

    @Test func aHistoryIsReadBackFromItsText() throws {
        #expect(here.description == "7710483266868676684/16385/1")
        #expect(try SourceHistory(here.description) == here)
    }

    @Test(arguments: ["", "1", "1/2", "1/2/3/4", "a/2/3", "1/-2/3", "1/2/", "1//3"])
    func nonsenseIsRefused(text: String) {
        #expect(throws: MalformedValue.self) { try SourceHistory(text) }
    }

    @Test func whatHasHappenedIsTold() {
        let promoted = SourceHistory(cluster: here.cluster, database: here.database, timeline: 2)
        let copy = SourceHistory(cluster: here.cluster, database: 99, timeline: 1)
        let upgraded = SourceHistory(cluster: 5, database: here.database, timeline: 1)
        #expect(SourceChange(from: here, to: here, isPhysical: true) == .none)
        #expect(SourceChange(from: here, to: promoted, isPhysical: true) == .branched)
        #expect(SourceChange(from: here, to: copy, isPhysical: true) == .duplicated)
        #expect(SourceChange(from: here, to: upgraded, isPhysical: true) == .upgraded)
        for present in [here, promoted, copy, upgraded] {
            #expect(SourceChange(from: here, to: present, isPhysical: false) == .copied)
        }
        let changes: [SourceChange] = [.none, .branched, .duplicated, .upgraded, .copied]
        #expect(changes.map(\.needsNewIdentity) == [false, false, true, true, true])
        #expect(changes.compactMap(\.obstacle).allSatisfy { $0.contains("`tailrace re-anchor`") })
    }
}

@Suite struct SinkStandingTests {
    private static let old = SourceHistory(cluster: 1, database: 2, timeline: 1)
    private static let new = SourceHistory(cluster: 1, database: 2, timeline: 2)
    private static let server = snapshot("50:50:")
    private static let mark = Position(snapshot: snapshot("10:20:10,14"), highest: 7)

    private static func snapshot(_ text: String) -> Snapshot {
        (try? Snapshot(text)) ?? .beginning
    }

    private func standing(
        own: Position? = nil, unmarked: Position? = nil, mark: Position = mark, seekRevision: Int64 = 0,
        server: Snapshot = server
    ) -> SinkStanding {
        SinkStanding(
            own: own, unmarked: unmarked, mark: mark, seekRevision: seekRevision, present: Self.new, server: server)
    }

    private let ahead = Position(snapshot: snapshot("20:30:"), highest: 12)

    @Test func onTheSameTimelineTheSinksOwnPositionCounts() {
        let own = ahead.at(revision: 0, in: Self.new)
        #expect(standing(own: own) == .own(own))
        #expect(standing(own: ahead) == .own(ahead))
        #expect(standing() == .mark)
    }

    @Test func onAnotherTimelineTheMarkCountsWhereItCoversTheSink() {
        #expect(standing(own: Self.mark.at(revision: 0, in: Self.old)) == .markInsteadOfOwn)
        let behind = Position(snapshot: Self.snapshot("10:18:10,14,16"), highest: 5)
        #expect(standing(own: behind.at(revision: 0, in: Self.old)) == .markInsteadOfOwn)
        #expect(standing(own: ahead.at(revision: 0, in: Self.old)) == .doubt(12))
    }

    @Test func anOpenWindowIsCoveredByItsPlaceOrByALaterSnapshot() {
        let window = Self.snapshot("20:30:")
        func inside(_ last: SequenceNumber) -> Position {
            Position(snapshot: Self.mark.snapshot, highest: 7, window: .init(snapshot: window, last: last))
        }
        let own = inside(9).at(revision: 0, in: Self.old)
        #expect(standing(own: own, mark: inside(9)) == .markInsteadOfOwn)
        #expect(standing(own: own, mark: inside(11)) == .markInsteadOfOwn)
        #expect(standing(own: own, mark: ahead) == .markInsteadOfOwn)
        #expect(standing(own: own, mark: inside(8)) == .doubt(9))
        #expect(standing(own: own) == .doubt(9))
    }

    @Test func whatASeekHasOvertakenDoesNotCount() {
        #expect(standing(own: ahead.at(revision: 3, in: Self.old), seekRevision: 4) == .mark)
        #expect(standing(own: ahead.at(revision: 4, in: Self.old), seekRevision: 4) == .doubt(12))
    }

    @Test func aServerThatHasGoneBackIsNotTrustedOnItsTimelineEither() {
        let own = ahead.at(revision: 0, in: Self.new)
        #expect(standing(own: own, server: Self.snapshot("29:29:")) == .doubt(12))
        #expect(standing(own: own, server: Self.snapshot("30:30:")) == .own(own))
    }

    @Test func whatTheRelayCouldNotMarkRaisesDoubtOnAnotherTimelineOnly() {
        #expect(standing(unmarked: ahead.at(revision: 0, in: Self.new)) == .mark)
        #expect(standing(unmarked: ahead.at(revision: 0, in: Self.old)) == .doubt(12))
        #expect(standing(unmarked: Self.mark.at(revision: 0, in: Self.old)) == .mark)
        let own = ahead.at(revision: 0, in: Self.new)
        #expect(standing(own: own, unmarked: ahead.at(revision: 0, in: Self.old)) == .own(own))
    }

    @Test(arguments: [
        ("10:20:10,14", "10:20:10,14", true), ("20:20:", "10:20:10,14", true), ("10:20:10,14", "20:20:", false),
        ("10:20:10", "10:20:14", false), ("10:30:10,25", "10:20:10,14", true), ("10:19:10,14", "10:20:10,14", false),
        ("3:3:", "3:3:", true), ("50:50:", "3:3:", true),
    ])
    func aSnapshotIncludesWhatShowsNothingElse(later: String, earlier: String, includes: Bool) {
        #expect(Self.snapshot(later).includes(Self.snapshot(earlier)) == includes)
    }
}

extension SequenceNumber: ExpressibleByIntegerLiteral {
    /// A number as it stands in a test.
    public init(integerLiteral value: Int64) {
        self.init(rawValue: value)
    }
}
