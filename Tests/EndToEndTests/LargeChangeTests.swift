import Foundation
import PostgresTesting
import Testing

/// A single change of 200 MB: delivered, or a dead letter, in bounded memory.
@Suite(.serialized)
struct LargeChangeTests {
    @Test func itIsDelivered() async throws {
        try await Scenario.run { scenario in
            try await change(scenario)
            let relay = try await scenario.startRelay()
            try await wait(until: "it is delivered", within: .seconds(180)) {
                try await scenario.value("select highest_seq >= 3 from tailrace.sink")
            }
            let peak = try relay.peakMemory
            #expect(peak < 5 * 200_000_000, "\(peak >> 20) MiB")
            let size = try FileManager.default.attributesOfItem(atPath: scenario.files()[0].path)[.size] as? Int
            #expect((size ?? 0) > 300_000_000)
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func itIsADeadLetterWhereTheSinkDoesNotTakeIt() async throws {
        var configuration = Configuration()
        configuration.sinks =
            "changes: { type: file, path: changes.jsonl, from: earliest, max_event: 1MiB, on_poison: skip }"
        try await Scenario.run(configuration) { scenario in
            try await change(scenario)
            let relay = try await scenario.startRelay()
            try await wait(until: "it is kept aside", within: .seconds(180)) {
                try await scenario.value(
                    """
                    select highest_seq >= 3 and (select count(*) from tailrace.dead_letter where reason like '%max_event%') = 2
                    from tailrace.sink
                    """)
            }
            let peak = try relay.peakMemory
            #expect(peak < 5 * 200_000_000, "\(peak >> 20) MiB")
            let list = try await scenario.run("dead-letters", "list")
            #expect(list.status == 0 && list.output.contains("more than max_event"), "\(list)")
            #expect(try scenario.events().map(\.id) == [2])
            #expect(try await relay.stop().status == 0)
        }
    }

    /// An insert of 100 MB, an update with two images of 100 MB, and one small change behind them.
    private func change(_ scenario: Scenario) async throws {
        try await scenario.execute("insert into item values (1, repeat('x', 100000000))")
        try await scenario.execute("update item set name = repeat('y', 100000000) where id = 1")
        try await scenario.execute("insert into item values (2, 'small')")
    }
}
