import FaultTesting
import PostgresClient
import PostgresTesting
import Testing

/// Connections that lead nowhere any more, which nobody has been told.
@Suite struct SilenceTests {
    private func withProxy(_ body: (FaultProxy, PostgresSettings) async throws -> Void) async throws {
        let database = try await PostgresCluster.shared().createDatabase()
        let proxy = try FaultProxy(to: database.cluster.port, greeting: 2)
        try await body(
            proxy,
            PostgresSettings(
                conninfo: "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(proxy.port)/\(database.name)"))
    }

    /// The cancel request comes through where new connections are served, and hangs as well where they are not.
    @Test(arguments: [ProxyWeather.clear, .silent])
    func aCancelledStatementEndsWithoutItsServer(weather: ProxyWeather) async throws {
        try await withProxy { proxy, settings in
            let connection = try await PostgresConnection.connect(settings)
            proxy.weather = weather
            proxy.mute()
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await connection.perform { session in
                    start.finish()
                    try session.query("select 1")
                }
            }
            for await _ in started {}
            task.cancel()
            let error = try await #require(throws: PostgresError.self) { try await task.value }
            #expect([.connectionLost, .cancelled].contains(error.kind), "\(error)")
            await connection.close()
        }
    }

    @Test func aStreamThatIsGivenUpEndsWithoutItsServer() async throws {
        try await withProxy { proxy, settings in
            let connection = try await PostgresConnection.connect(settings)
            let (abandoned, abandon) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await connection.perform { session in
                    _ = try session.stream(
                        PostgresStatement("select repeat('x', 1000) from generate_series(1, 1000000)"), []
                    ) { _ in
                        // The request to cancel is accepted, and never answered.
                        proxy.weather = .silent
                        proxy.mute()
                        abandon.finish()
                        return false
                    }
                    try session.query("select 1")
                }
            }
            for await _ in abandoned {}
            task.cancel()
            let error = try await #require(throws: PostgresError.self) { try await task.value }
            #expect([.connectionLost, .cancelled].contains(error.kind), "\(error)")
            await connection.close()
        }
    }

    @Test func aPoolLosesPatience() async throws {
        try await withProxy { proxy, settings in
            let pool = PostgresDatabase(settings, patience: .seconds(1))
            _ = try await pool.perform { try $0.query("select 1") }
            proxy.mute()
            let error = try await #require(throws: PostgresError.self) {
                try await pool.perform { try $0.query("select 1") }
            }
            #expect(error.kind == .connectionLost)
            // What takes less is left alone, and the next connection is a new one.
            try await #expect(pool.perform { try $0.query("select 2").single(as: Int.self) } == 2)
            await pool.close()
        }
    }

    @Test func aConnectionCanBeCut() async throws {
        try await withProxy { _, settings in
            let connection = try await PostgresConnection.connect(settings)
            let task = Task { try await connection.query("select pg_sleep(600)") }
            connection.cut()
            connection.cut()
            let error = try await #require(throws: PostgresError.self) { try await task.value }
            #expect(error.kind == .connectionLost)
            await connection.close()
            connection.cut()
        }
    }
}
