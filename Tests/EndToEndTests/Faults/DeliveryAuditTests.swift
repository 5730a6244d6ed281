import Foundation
import Testing

/// The test of the test: what the fault suite would say of sinks that were not given what they should have been.
@Suite struct DeliveryAuditTests {
    private static let truth: [Int: Int64] = [1: 3, 2: 2]
    private static let right: [(seq: Int64, key: Int, version: Int64)] = [
        (1, 1, 1), (2, 2, 1), (4, 1, 2), (5, 2, 2), (7, 1, 3),
    ]

    private func verdict(_ changes: [(seq: Int64, key: Int, version: Int64)]) throws -> DeliveryAudit.Verdict {
        var audit = DeliveryAudit()
        for (seq, key, version) in changes {
            let event = try StormEvent(
                seq: seq, key: "{\"id\": \(key)}", oldKey: nil, before: nil, after: "{\"version\": \(version)}")
            audit.take(event) { "" }
        }
        let verdict = audit.verdict(Self.truth)
        #expect((verdict.twice == 0 && verdict.outOfOrder == 0) || !audit.isRightSoFar)
        return verdict
    }

    @Test func whatIsRightIsRight() throws {
        #expect(try verdict(Self.right) == DeliveryAudit.Verdict())
    }

    @Test(arguments: 0..<5) func aMissingChangeIsLost(index: Int) throws {
        var changes = Self.right
        changes.remove(at: index)
        #expect(try verdict(changes) == DeliveryAudit.Verdict(lost: 1))
    }

    @Test(arguments: 0..<5) func aRepeatedChangeCameTwice(index: Int) throws {
        let changes = Self.right + [Self.right[index]]
        #expect(try verdict(changes) == DeliveryAudit.Verdict(twice: 1))
    }

    @Test func aRepeatedChangeCameTwiceUnderAnyNumber() throws {
        #expect(try verdict(Self.right + [(9, 1, 3)]) == DeliveryAudit.Verdict(twice: 1))
    }

    @Test func exchangedChangesOfOneKeyAreOutOfOrder() throws {
        var changes = Self.right
        changes.swapAt(2, 4)
        #expect(try verdict(changes) == DeliveryAudit.Verdict(outOfOrder: 1))
    }

    @Test func exchangedChangesOfTwoKeysAreInOrder() throws {
        var changes = Self.right
        changes.swapAt(2, 3)
        #expect(try verdict(changes) == DeliveryAudit.Verdict())
    }

    @Test func aChangeThatWasNeverCommittedIsFound() throws {
        #expect(try verdict(Self.right + [(9, 2, 3)]) == DeliveryAudit.Verdict(uncommitted: 1))
    }

    /// The operator throws a sink's files away while its relay is dead: what was in them is lost, and so it is reported.
    @Test func filesThatAreThrownAwayAreFoundOut() async throws {
        try await Scenario.run(sql: StormSchema.sql) { scenario in
            let connection = try await scenario.connect()
            func change(_ keys: ClosedRange<Int>) async throws {
                for key in keys { try await connection.execute("select public.change(\(key), false)") }
                try await scenario.waitUntilDelivered()
            }
            let relay = try await scenario.startRelay()
            try await change(1...10)
            try await relay.kill()
            for file in try FileManager.default.contentsOfDirectory(
                at: scenario.folder, includingPropertiesForKeys: nil)
            where file.lastPathComponent.hasPrefix("changes.jsonl") {
                try FileManager.default.removeItem(at: file)
            }
            let next = try await scenario.startRelay()
            try await change(5...15)
            try await next.stop()

            var log = DeliveryLog(scenario.folder.appendingPathComponent("changes.jsonl"))
            var audit = DeliveryAudit()
            for event in try log.read() { audit.take(event) { "" } }
            let verdict = audit.verdict(try await StormTruth(connection).versions)
            #expect(verdict == DeliveryAudit.Verdict(lost: 10))
            #expect(!audit.isRightSoFar)
            await connection.close()
        }
    }
}
