import ChanceTesting
import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// Everything goes wrong at once, again and again, and the promises hold. See ``FaultSettings``.
@Suite(.serialized) struct FaultTests {
    @Test func `the promises hold whatever goes wrong`() async throws {
        let settings = FaultSettings()
        print("faults: seed \(settings.seed), \(settings.seconds) seconds, \(settings.relays) relays")
        let scene = try await FaultScene(settings)
        defer { scene.remove() }
        let workload = StormTally()
        let report = try await withThrowingTaskGroup(of: Void.self) { background in
            for relay in scene.relays { background.addTask { try await relay.supervise() } }
            background.addTask { try await scene.watch.run() }
            defer { background.cancelAll() }
            return try await withThrowingTaskGroup(of: FaultReport?.self) { group in
                group.addTask {
                    try await application(scene, workload)
                    return nil
                }
                group.addTask { try await weather(scene, workload) }
                defer { group.cancelAll() }
                var report: FaultReport?
                while let part = try await group.next() { report = part ?? report }
                return report
            }
        }
        judge(try #require(report), scene)
    }

    /// What uses the database meanwhile.
    private func application(_ scene: FaultScene, _ workload: StormTally) async throws {
        let prepared = StormPrepared(database: scene.server.database.name)
        func writer(_ number: UInt64) -> FaultWriter {
            FaultWriter(
                database: scene.server.database, prepared: prepared, tally: workload, faults: scene.tally,
                seed: scene.settings.seed &+ number)
        }
        try await withThrowingTaskGroup { group in
            let closer = writer(2_000)
            group.addTask { try await closer.endPrepared() }
            try await withThrowingTaskGroup { writers in
                for number in 0..<6 {
                    let writer = writer(UInt64(number))
                    writers.addTask { try await writer.write(isCareless: number % 3 == 0) }
                }
                defer { writers.cancelAll() }
                while try await writers.next() != nil {}
            }
            prepared.close()
            defer { group.cancelAll() }
            while try await group.next() != nil {}
        }
    }

    /// Does what the schedule says, and sees to it that everything ends well.
    private func weather(_ scene: FaultScene, _ workload: StormTally) async throws -> FaultReport {
        let began = ContinuousClock.now
        try await withThrowingTaskGroup { lanes in
            for (_, faults) in scene.settings.schedule.byTarget {
                lanes.addTask {
                    for fault in faults {
                        try await Task.sleep(until: began + fault.at)
                        scene.tally.begin(fault)
                        var wasPossible = try await scene.suffer(fault)
                        // Every kind is to come once. While the server is away, for one, no change can be refused.
                        for _ in 0..<20 where !wasPossible && scene.tally.faults[fault.kind] == nil {
                            try await Task.sleep(for: .milliseconds(500))
                            wasPossible = try await scene.suffer(fault)
                        }
                        scene.tally.end(fault, wasPossible: wasPossible)
                        try await scene.inspector.look("\(fault)")
                    }
                }
            }
            let progress = Task {
                while true {
                    try await Task.sleep(for: .seconds(10))
                    await tell(scene, workload, began)
                }
            }
            defer { progress.cancel() }
            while try await lanes.next() != nil {}
        }
        try await scene.server.bringUp()
        try await takeOver(scene)
        return try await finish(scene, workload)
    }

    private func tell(_ scene: FaultScene, _ workload: StormTally, _ began: ContinuousClock.Instant) async {
        let time = Int(began.duration(to: .now) / .seconds(1))
        let faults = scene.tally.faults.values.reduce(0, +)
        let delivered = await scene.inspector.delivered.map(String.init).joined(separator: " and ")
        let isRight = await scene.inspector.isRightSoFar
        print(
            """
            faults: \(time) s: \(faults) faults, \(workload[.committed]) transactions, \(delivered) changes delivered, \
            \(isRight ? "all right" : "SOMETHING IS WRONG")
            """)
    }

    /// One takeover after another, with nothing else wrong: how long they take.
    private func takeOver(_ scene: FaultScene) async throws {
        for round in 0..<(scene.settings.isLong ? 12 : 3) {
            let relay = try await server(of: FaultScene.sinks[0], scene)
            let isKilled = round % 3 != 2
            let before = scene.watch.stalls.count
            let fault = ScheduledFault(
                at: .zero, kind: isKilled ? .relayKilled : .relayFrozen, target: .relay(relay.number),
                lasting: FaultSettings.lease * 3)
            scene.tally.begin(fault)
            let wasPossible = try await scene.suffer(fault)
            if wasPossible {
                try await wait(until: "another relay delivers after \(fault)", within: .seconds(300)) {
                    scene.watch.stalls.count > before || !isKilled
                }
            }
            scene.tally.end(fault, wasPossible: wasPossible)
        }
    }

    private func server(of sink: String, _ scene: FaultScene) async throws -> FaultRelay {
        var found: FaultRelay?
        try await wait(until: "somebody serves \(sink)", within: .seconds(300)) {
            let process = scene.watch.owner(of: sink)
            found = scene.relays.first { $0.process?.pid == process }
            return found != nil
        }
        return try #require(found)
    }

    private func finish(_ scene: FaultScene, _ workload: StormTally) async throws -> FaultReport {
        scene.tally.applicationIsDone = true
        let connection = try await scene.server.database.connect()
        try await wait(until: "no transaction is open", within: .seconds(300)) {
            try await connection.query(
                """
                select (select count(*) from pg_prepared_xacts) + count(*)
                from pg_stat_activity
                where application_name = 'application'
                """
            ).single(as: Int.self) == 0
        }
        // Twice: a relay that was just starting may have refused once more.
        for _ in 1...2 {
            try await scene.resolve()
            try await wait(until: "everything is delivered", within: .seconds(180)) {
                let status = try await scene.run("status", "--json")
                guard status.status == 0 else { return false }
                return try JSON(parsing: status.output)["sinks"]?.array.allSatisfy { $0["pending"] == 0 } == true
            }
        }
        for relay in scene.relays {
            let process = relay.end(by: SIGTERM)
            if let exit = try await process?.waitUntilExit(), !FaultRelay.orderlyEnds.contains(exit) {
                scene.tally.note(surprise: "relay \(relay.number) ended with \(exit) at the end")
            }
        }
        try await scene.inspector.look("the end")
        let truth = try await StormTruth(connection).versions
        await connection.close()
        let doctor = try await scene.run("doctor")
        #expect(doctor.status == 0, "\(doctor)")
        let verdicts = await scene.inspector.audits.map { ($0.name, $0.audit.changes, $0.audit.verdict(truth)) }
        for (_, audit) in await scene.inspector.audits {
            for complaint in audit.complaints { print("faults: \(complaint)") }
        }
        return FaultReport(
            settings: scene.settings, tally: scene.tally, workload: workload, committed: truth.values.reduce(0, +),
            verdicts: verdicts, stalls: scene.watch.stalls)
    }

    private func judge(_ report: FaultReport, _ scene: FaultScene) {
        print(report)
        if !scene.tally.surprises.isEmpty || report.verdicts.contains(where: { $0.verdict != DeliveryAudit.Verdict() })
        {
            for fault in report.settings.schedule.faults { print("faults: \(fault)") }
        }
        for (name, changes, verdict) in report.verdicts {
            #expect(verdict == DeliveryAudit.Verdict(), "seed \(report.settings.seed): sink \(name)")
            #expect(changes > 0)
        }
        #expect(scene.tally.surprises.isEmpty, "\(scene.tally.surprises.joined(separator: "\n"))")
        for stall in report.stalls where stall.isUndisturbed {
            #expect(stall.time <= FaultSettings.lease + FaultSettings.slack, "\(stall)")
        }
        let quiet = FaultSettings.possibleKinds.filter { report.tally.faults[$0, default: 0] == 0 }
        #expect(quiet.isEmpty, "no \(quiet.map(\.rawValue)) in this run")
    }
}
