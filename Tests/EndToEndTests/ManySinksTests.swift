import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// A hundred sinks in one relay: few connections, bounded memory, and nobody waits for another.
@Suite(.serialized)
struct ManySinksTests {
    private static let count = 100
    private static let names = (1...count).map { "sink\($0)" }

    @Test func aHundredSinksShareAFewConnections() async throws {
        var options = PostgresCluster.Options()
        options.settings = ["max_connections": "20"]
        let cluster = try await PostgresCluster.start(options)
        try await Scenario.run(on: cluster, configuration()) { scenario in
            try await scenario.execute("insert into item select id, 'backlog' from generate_series(1, 500) as id")
            let most = try await relay(scenario) {
                try await scenario.execute("update item set name = 'later' where id <= 10")
                try await allHave(510, scenario)
            }
            // Four for reading and marking, two for leases, one for the housekeeper, and one that looks at the start.
            #expect(most <= 8)
            for name in Self.names {
                try await scenario.expectEverythingOnce(in: scenario.events(name))
            }
        }
    }

    @Test func aLockOnSomeSinksDoesNotDelayTheOthers() async throws {
        try await Scenario.run(configuration()) { scenario in
            _ = try await relay(scenario) {
                let locker = try await scenario.connect()
                try await locker.execute(
                    "begin; update tailrace.sink set name = name where name in ('sink1', 'sink2', 'sink3')")
                try await scenario.insertItems(1...5)
                try await allHave(5, scenario, but: ["sink1", "sink2", "sink3"])
                try await scenario.insertItems(6...10)
                try await allHave(10, scenario, but: ["sink1", "sink2", "sink3"])
                try await locker.execute("rollback")
                await locker.close()
                try await allHave(10, scenario)
            }
        }
    }

    @Test func aHundredBacklogsFitIntoMemory() async throws {
        try await Scenario.run(configuration(memory: "64MiB")) { scenario in
            try await scenario.execute(
                "insert into item select id, repeat('x', 2000) from generate_series(1, 2000) as id")
            let relay = try await scenario.startRelay(sinks: Self.count)
            try await allHave(2_000, scenario)
            let peak = try relay.peakMemory
            #expect(peak < 256 << 20, "\(peak >> 20) MiB")
            #expect(try await relay.stop().status == 0)
        }
    }

    private func configuration(memory: String = "256MiB") -> Configuration {
        var configuration = Configuration()
        configuration.sinks = Self.names.map { "\($0): { type: file, path: \($0).jsonl, from: earliest }" }
            .joined(separator: "\n")
        configuration.relay = "{ lease: 10s, memory: \(memory), retry_base: 20ms, retry_cap: 200ms }"
        return configuration
    }

    /// Lets `body` run beside a relay.
    /// - Returns: the most connections that it had at any time.
    private func relay(_ scenario: Scenario, _ body: () async throws -> Void) async throws -> Int {
        let watcher = try await scenario.connect()
        let relay = try await scenario.startRelay(sinks: Self.count)
        let watch = Task {
            var most = 0
            do {
                while true {
                    let now: Int = try await watcher.query(
                        "select count(*) from pg_stat_activity where application_name = 'tailrace'"
                    ).single()
                    most = max(most, now)
                    try await Task.sleep(for: .milliseconds(20))
                }
            } catch  where Task.isCancelled {
                return most
            }
        }
        try await body()
        watch.cancel()
        let most = try await watch.value
        await watcher.close()
        #expect(try await relay.stop().status == 0)
        return most
    }

    private func allHave(_ count: Int, _ scenario: Scenario, but others: [String] = []) async throws {
        for name in Self.names where !others.contains(name) {
            try await wait(until: "\(name) has \(count)", within: .seconds(300)) {
                let data = try? Data(contentsOf: scenario.folder.appendingPathComponent("\(name).jsonl"))
                return (data ?? Data()).lineCount >= count
            }
        }
    }
}

extension Data {
    /// How many lines end in it. By libc, since a loop over the bytes takes seconds where nothing is optimised.
    fileprivate var lineCount: Int {
        withUnsafeBytes { bytes in
            var count = 0
            var rest = bytes[...]
            while let start = rest.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let found = memchr(start, 0x0A, rest.count)
            {
                count += 1
                rest = rest.dropFirst(UnsafeRawPointer(found) - start + 1)
            }
            return count
        }
    }
}
