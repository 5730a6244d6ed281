import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// The source becomes another one under the relay: nothing that it has is hidden, and nobody is left guessing.
@Suite(.serialized)
struct SourceChangeTests {
    private static let leap = 1_000_000

    /// What sinks have and the database does not, and what they have twice; and that nothing is missing.
    private func compare(_ scenario: Scenario) async throws -> (lost: [Int], twice: [Int]) {
        let delivered = try scenario.events().map(\.id)
        let stored: String = try await scenario.value(
            "select coalesce(string_agg(after ->> 'id', ',' order by seq), '') from tailrace.outbox")
        let ids = stored.split(separator: ",").compactMap { Int($0) }
        #expect(Set(ids).subtracting(delivered).isEmpty, "never delivered")
        let lost = delivered.filter { !ids.contains($0) }
        let twice = Dictionary(grouping: delivered, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        print("stored \(ids.count), delivered \(delivered.count); lost by the server: \(lost); sent twice: \(twice)")
        return (lost, twice)
    }

    private func waitForRefusal(_ scenario: Scenario) async throws {
        try await wait(until: "the sink waits for a decision") {
            try await scenario.status(of: "changes")["last_error"]?["message"]?.text?.contains("tailrace re-anchor")
                == true
        }
    }

    @Test func afterAPromotionThatLostNothingTheRelayGoesOn() async throws {
        let primary = try await PostgresCluster.start()
        try await Scenario.run(on: primary) { scenario in
            let relay = try await scenario.startRelay()
            let replica = try await primary.startReplica()
            try await scenario.insertItems(1...20)
            try await scenario.waitUntilDelivered()
            try await primary.waitUntilCaughtUp(replica)
            try await primary.stop(.immediate)
            try await replica.takeOver(from: primary)
            try await scenario.insertItems(21...30)
            try await scenario.waitUntilDelivered()
            try await relay.waitFor { $0.standardError.contains("branch of its history") }
            // On the new timeline its own position counts again, also for the next relay.
            try await relay.stop()
            try await scenario.insertItems(31...31)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == Array(1...31))
            #expect(try scenario.events().last.map { $0.seq > Self.leap } == true)
            #expect(try await compare(scenario) == (lost: [], twice: []))
            withExtendedLifetime(replica) {}
        }
    }

    /// The replica gives the lost changes' transaction ids and numbers to others.
    @Test(arguments: [true, false])
    func aReplicaThatLaggedBehindHidesNothing(isRunning: Bool) async throws {
        let primary = try await PostgresCluster.start()
        try await Scenario.run(on: primary) { scenario in
            var relay = try await scenario.startRelay()
            let replica = try await primary.startReplica()
            try await scenario.insertItems(1...10)
            try await scenario.waitUntilDelivered()
            try await primary.waitUntilCaughtUp(replica)
            try await replica.stop()
            try await scenario.insertItems(11...20)
            try await scenario.waitUntilDelivered()
            if !isRunning { try await relay.stop() }
            try await primary.stop(.immediate)
            try await replica.takeOver(from: primary)
            try await scenario.insertItems(101...140)
            if !isRunning { relay = try scenario.start("run") }
            try await waitForRefusal(scenario)
            #expect(try scenario.events().map(\.id) == Array(1...20))
            let doctor = try await scenario.run("doctor")
            #expect(doctor.output.contains("tailrace re-anchor") || doctor.error.contains("tailrace re-anchor"))

            let plan = try await scenario.run("re-anchor", "--dry-run")
            print(plan.error)
            #expect(plan.status == 0)
            #expect(plan.error.contains("  40 changes of 50 stored would be given to it"))
            #expect(plan.error.contains("it has changes up to seq 20"))
            #expect(try await scenario.run("re-anchor").status == 64)
            let done = try await scenario.run("re-anchor", "--yes")
            #expect(done.output == "Done. A running relay goes on by itself.\n", "\(done.error)")
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == Array(1...20) + Array(101...140))
            #expect(try await compare(scenario) == (lost: Array(11...20), twice: []))
            try await relay.stop()
            withExtendedLifetime(replica) {}
        }
    }

    @Test func aRestoreToAPointInTimeWaitsForADecision() async throws {
        let primary = try await PostgresCluster.start()
        try await primary.archiveLog()
        try await Scenario.run(on: primary) { scenario in
            let copy = try await primary.backUp()
            try await scenario.insertItems(1...10)
            try await scenario.relayAll()
            try await primary.administer("select pg_create_restore_point('before')")
            try await scenario.insertItems(11...20)
            try await scenario.relayAll()
            try await primary.administer("select pg_switch_wal()")
            try await primary.stop()
            try await primary.restore(copy, to: "before")
            try await scenario.insertItems(101...105)
            let relay = try scenario.start("run")
            try await waitForRefusal(scenario)
            // All that is stored comes again.
            let done = try await scenario.run("re-anchor", "--sink", "changes", "--from", "earliest", "--yes")
            print(done.error)
            #expect(done.status == 0)
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == Array(1...20) + Array(1...10) + Array(101...105))
            #expect(try await compare(scenario) == (lost: Array(11...20), twice: Array(1...10)))
            try await relay.stop()
            withExtendedLifetime(copy) {}
        }
    }

    /// Counting takes its time, and marks come meanwhile.
    @Test func aRelayThatDeliversIsNotInTheWay() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute(
                "insert into item select number, 'old' from generate_series(1000001, 1050000) as number")
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            let count = try await ItemWriter.run(scenario) { writer in
                for _ in 1...3 {
                    try await writer.waitFor(more: 20)
                    let before: Int = try await scenario.value("select last_value from tailrace.outbox_seq")
                    let done = try await scenario.run("re-anchor", "--yes")
                    #expect(done.status == 0, "\(done)")
                    let after: Int = try await scenario.value("select last_value from tailrace.outbox_seq")
                    #expect(after - before < 2_000_000)
                }
                try await writer.waitFor(more: 20)
            }
            try await scenario.waitUntilDelivered()
            #expect(try await relay.stop().status == 0)
            #expect(Set(try scenario.events().map(\.id)).count == 50_000 + count)
        }
    }

    /// Ten are delivered; of the rest one has drawn its number before them.
    private func deliverSome(_ scenario: Scenario) async throws {
        let early = try await scenario.connect()
        try await early.execute("begin; insert into item values (100, 'early')")
        try await scenario.insertItems(1...10)
        try await scenario.relayAll()
        try await early.execute("commit")
        await early.close()
        try await scenario.insertItems(11...15)
    }

    private func expectRefusals(_ scenario: Scenario, _ reason: String) async throws {
        for command in ["run", "setup", "status", "replay"] {
            let arguments = command == "replay" ? ["--sink", "changes", "--from", "1", "--to", "2"] : []
            let refused = try await scenario.run([command] + arguments)
            #expect(refused.status == 1, "\(command): \(refused)")
            #expect(refused.error.contains(reason) && refused.error.contains("`tailrace re-anchor`"), "\(refused)")
        }
        let doctor = try await scenario.run("doctor")
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("tailrace re-anchor"))
    }

    /// Everything that was not delivered comes, and nothing else.
    private func goOn(_ scenario: Scenario) async throws {
        let plan = try await scenario.run("re-anchor", "--dry-run")
        print(plan.error)
        let done = try await scenario.run("re-anchor", "--yes")
        #expect(done.status == 0, "\(done)")
        #expect(done.output.contains("new identity"))
        try await scenario.setUp()
        #expect(try await scenario.run("doctor").status == 0)
        try await scenario.insertItems(16...20)
        try await scenario.relayAll()
        try await scenario.insertItems(21...22)
        try await scenario.relayAll()
        let ids = try scenario.events().map(\.id)
        #expect(ids == Array(1...10) + [100] + Array(11...22), "\(ids)")
        #expect(try await compare(scenario) == (lost: [], twice: []))
    }

    @Test func aDumpGoesOnInAnotherCluster() async throws {
        try await Scenario.run { scenario in
            try await deliverSome(scenario)
            let other = try await PostgresCluster.start()
            let copy = try await scenario.database.cluster.dump(scenario.database, to: other)
            let restored = Scenario(database: copy, folder: scenario.folder)
            try await expectRefusals(restored, "restored from a dump")
            try await goOn(restored)
            // The original does not get at the file any more.
            let old = try scenario.start("run")
            try await old.waitFor { $0.standardError.contains("holds changes of the source") }
            try await old.stop()
        }
    }

    @Test func aRunningRelayNoticesAnotherDatabase() async throws {
        let primary = try await PostgresCluster.start()
        try await Scenario.run(on: primary) { scenario in
            let other = try await PostgresCluster.start()
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            _ = try await primary.dump(scenario.database, to: other)
            try await primary.stop(.immediate)
            try await other.takeOver(from: primary)
            try await scenario.insertItems(6...8)
            try await relay.waitFor { $0.standardError.contains("restored from a dump") }
            #expect(try scenario.events().map(\.id) == Array(1...5))
            try await relay.stop()
            #expect(try await scenario.run("re-anchor", "--yes").status == 0)
            try await scenario.relayAll()
            #expect(try await compare(scenario) == (lost: [], twice: []))
        }
    }

    @Test func aTemplateCopyIsAnotherSource() async throws {
        try await Scenario.run { scenario in
            try await deliverSome(scenario)
            let name = scenario.database.name + "_copy"
            try await scenario.database.cluster.administer("create database \(name) template \(scenario.database.name)")
            let copy = Scenario(
                database: TestDatabase(cluster: scenario.database.cluster, name: name), folder: scenario.folder)
            try await expectRefusals(copy, "copy of another one")
            try await goOn(copy)
            await copy.database.drop()
        }
    }

    @Test(.enabled("PostgreSQL 15 and 17 can be had") { await OtherMajor.upgrade() != nil })
    func anUpgradeKeepsThePositions() async throws {
        let versions = try #require(await OtherMajor.upgrade())
        let old = try await PostgresCluster.start(binaries: versions.from)
        try await Scenario.run(on: old) { scenario in
            try await deliverSome(scenario)
            try await old.stop()
            let new = try await old.upgrade(to: versions.to)
            try await expectRefusals(scenario, "pg_upgrade")
            try await goOn(scenario)
            withExtendedLifetime(new) {}
        }
    }
}
