import PostgresTesting
import Testing

/// A sink is moved to another position, whether a relay runs or not.
@Suite(.serialized)
struct SeekTests {
    @Test(arguments: [true, false])
    func changesAreSentAgainFromANumberOn(isRunning: Bool) async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...5)
            var relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            if !isRunning { try await relay.stop() }
            let dryRun = try await scenario.run("seek", "--sink", "changes", "--to", "2", "--dry-run")
            #expect(
                dryRun.error
                    == "changes is at seq 5, and would go on behind seq 2.\n  3 changes would be given to it again\n")
            #expect(try await scenario.run("seek", "--sink", "changes", "--to", "2").status == 64)
            let seek = try await scenario.run("seek", "--sink", "changes", "--to", "2", "--yes")
            #expect(seek.status == 0)
            #expect(seek.output == "Done: changes goes on behind seq 2.\n")
            if !isRunning { relay = try await scenario.startRelay() }
            try await wait(until: "they have been sent again") { try scenario.events().count >= 8 }
            try await scenario.insertItems(6...6)
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == [1, 2, 3, 4, 5, 3, 4, 5, 6])
            // Its own position counts again.
            try await relay.stop()
            try await scenario.insertItems(7...7)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1, 2, 3, 4, 5, 3, 4, 5, 6, 7])
        }
    }

    @Test(.enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"), arguments: ["seek", "resume"])
    func aSeekThatDiesLeavesThePauseAndNothingElse(way: String) async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...3)
            try await scenario.waitUntilDelivered()
            let seek = ["seek", "--sink", "changes", "--to", "1", "--yes"]
            let dead = try await scenario.run(seek, environment: ["TAILRACE_FAULT": "before_seek"])
            #expect(dead.exit == .signal(9))
            try await scenario.insertItems(4...4)
            let status = try await scenario.run("status").output
            #expect(status.contains("a seek is under way"), "\(status)")
            #expect(try scenario.events().map(\.id) == [1, 2, 3])
            if way == "seek" {
                #expect(try await scenario.run(seek).status == 0)
            } else {
                #expect(try await scenario.run("resume", "--sink", "changes").status == 0)
            }
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == (way == "seek" ? [1, 2, 3, 2, 3, 4] : [1, 2, 3, 4]))
            #expect(try await relay.stop().status == 0)
        }
    }

    /// A file keeps its position and revision when the database forgets it.
    @Test func aSinkThatWasForgottenGoesOnFromItsOwnPositionAndCanBeMoved() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...3)
            try await scenario.relayAll()
            for _ in 1...3 {
                #expect(try await scenario.run("seek", "--sink", "changes", "--to", "2", "--yes").status == 0)
                try await scenario.relayAll()
            }
            try await scenario.execute(
                """
                insert into tailrace.pause (sink, paused_by) values ('changes', 'somebody');
                insert into tailrace.dead_letter (sink, seq, xid, captured_at, op, schema_name, table_name, cause, policy, reason)
                values ('changes', 1, '1', now(), 'i', 'public', 'item', 'refused', 'skip', 'no')
                """)
            let forgotten = try await scenario.run("forget", "--sink", "changes", "--yes")
            #expect(forgotten.status == 0, "\(forgotten)")
            #expect(forgotten.error.contains("1 change that it has refused, "), "\(forgotten)")
            #expect(forgotten.error.contains("  its pauses: 1\n"))
            try await scenario.insertItems(4...4)
            try await scenario.relayAll()
            let before = [1, 2, 3, 3, 3, 3, 4]
            #expect(try scenario.events().map(\.id) == before)
            #expect(try await scenario.run("seek", "--sink", "changes", "--to", "2", "--yes").status == 0)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == before + [3, 4])
        }
    }

    @Test func changesAreLeftOut() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...2)
            try await scenario.relayAll()
            try await scenario.insertItems(3...8)
            let plan = try await scenario.run("seek", "--sink", "changes", "--to", "6", "--dry-run")
            #expect(plan.error.contains("  4 changes would never be given to it\n"))
            #expect(try await scenario.run("seek", "--sink", "changes", "--to", "6", "--yes").status == 0)
            #expect(try await scenario.status(of: "changes")["pending"] == 2)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1, 2, 7, 8])
            try await scenario.insertItems(9...10)
            let now = try await scenario.run("seek", "--sink", "changes", "--to", "now", "--yes")
            #expect(now.error.contains("  2 changes would never be given to it\n"))
            try await scenario.insertItems(11...11)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1, 2, 7, 8, 11])
            let all = try await scenario.run("seek", "--sink", "changes", "--to", "earliest", "--yes")
            #expect(
                all.error.contains("11 changes would be given to it again")
                    || all.error.contains("changes would be given"))
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1, 2, 7, 8, 11] + Array(1...11))
        }
    }

    /// Transactions in progress have drawn numbers below the one that the sink is moved to. Nobody could see them then.
    @Test(arguments: ["3", "now"])
    func whatIsInProgressIsDeliveredWhenItCommits(target: String) async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...1)
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            let (early, idle) = (try await scenario.connect(), try await scenario.connect())
            try await early.execute("begin; insert into item values (2, 'open')")
            try await idle.execute("begin; select pg_current_xact_id()")
            try await scenario.insertItems(3...4)
            try await scenario.waitUntilDelivered()
            #expect(try await scenario.run("seek", "--sink", "changes", "--to", target, "--yes").status == 0)
            try await idle.execute("insert into item values (5, 'late'); commit")
            try await early.execute("insert into item values (6, 'late'); commit")
            await early.close()
            await idle.close()
            try await scenario.insertItems(7...7)
            try await wait(until: "the last one is there") { try scenario.events().contains { $0.id == 7 } }
            try await scenario.waitUntilDelivered()
            let again = target == "3" ? [4] : []
            let expected = [1, 3, 4] + again + [2, 5, 6, 7]
            let found = try scenario.events().map(\.id)
            #expect(found.sorted() == expected.sorted(), "\(found); \(relay.output.standardError)")
            try await relay.stop()
        }
    }

    @Test func whatCannotBeIsSaid() async throws {
        try await Scenario.run { scenario in
            #expect(try await scenario.run("seek", "--sink", "changes", "--to", "soon").status == 64)
            let unknown = try await scenario.run("seek", "--sink", "changes", "--to", "now", "--yes")
            #expect(unknown.status == 1)
            #expect(unknown.error.contains("the database knows no sink changes"))
            try await scenario.insertItems(1...3)
            try await scenario.relayAll()
            let beyond = try await scenario.run("seek", "--sink", "changes", "--to", "99", "--yes")
            #expect(beyond.status == 64)
            #expect(beyond.error.contains("seq 99 has not been given to a change yet, the newest is 3"))
        }
    }
}
