import FaultTesting
import PostgresTesting
import Testing

/// A relay that lives, and that the network keeps from its database: the next one goes on within the lease's time, and
/// what the first had written meanwhile arrives late and does no harm.
@Suite(.serialized)
struct PartitionedRelayTests {
    enum Partition: CaseIterable {
        /// What is written meanwhile arrives when it is over.
        case late
        /// Connections are forgotten by the network, which neither end is told.
        case forgotten
    }

    @Test(arguments: Partition.allCases)
    func itsSinksAreTakenOver(partition: Partition) async throws {
        try await Scenario.run { scenario in
            let proxy = try FaultProxy(to: scenario.database.cluster.port, greeting: 2)
            let url =
                "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(proxy.port)/\(scenario.database.name)?connect_timeout=2"
            let first = try await scenario.startRelay(environment: ["DATABASE_URL": url])
            let count = try await ItemWriter.run(scenario) { writer in
                try await writer.waitFor(more: 50)
                // Between a batch and its mark, or anywhere else: the writer goes on all the time.
                proxy.weather = .silent
                if partition == .forgotten { proxy.mute() }
                let second = try await scenario.startRelay()
                let delivered = try await lastDelivered(scenario)
                try await wait(until: "the second relay delivers") {
                    try await lastDelivered(scenario) > delivered + 50
                }
                #expect(try await scenario.status(of: "changes")["owner"]?.text?.contains(":\(second.pid):") == true)
                #expect(first.isRunning)
                proxy.weather = .clear
                try await first.waitFor("standing by")
                try await writer.waitFor(more: 50)
                #expect(try await second.stop().status == 0)
                try await wait(until: "the first relay serves the sink again") {
                    try await scenario.status(of: "changes")["owner"]?.text?.contains(":\(first.pid):") == true
                }
                try await writer.waitFor(more: 50)
            }
            try await scenario.waitUntilDelivered()
            #expect(try await first.stop().status == 0)
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    /// Whatever the network has forgotten, nobody waits for it when the relay is to stop.
    @Test func aRelayWhoseConnectionsAreForgottenEndsInGoodOrder() async throws {
        var configuration = Configuration()
        configuration.relay = "{ lease: 60s }"
        try await Scenario.run(configuration) { scenario in
            let proxy = try FaultProxy(to: scenario.database.cluster.port, greeting: 2)
            let url =
                "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(proxy.port)/\(scenario.database.name)"
            let relay = try await scenario.startRelay(environment: ["DATABASE_URL": url])
            try await scenario.insertItems(1...20)
            try await scenario.waitUntilDelivered()
            proxy.mute()
            // A look into the outbox, the housekeeper's, and one that concerns the lease, its sharing or requests.
            try await wait(until: "everything waits in vain") { proxy.unheardClients >= 3 }
            let ended = try await relay.stop()
            #expect(ended.status == 0, "\(ended)")
            #expect(!ended.error.contains(" warning "), "\(ended)")
        }
    }

    private func lastDelivered(_ scenario: Scenario) async throws -> Int {
        try await scenario.value("select coalesce(max(last_seq), 0) from tailrace.delivery")
    }
}
