import FaultTesting
import PostgresClient
import PostgresTesting
import Testing

@Suite struct ConnectingTests {
    private func refusal(_ conninfo: String) async throws -> PostgresError {
        let settings = try PostgresSettings(conninfo: conninfo)
        return try await #require(throws: PostgresError.self) { _ = try await PostgresConnection.connect(settings) }
    }

    @Test func `a port where nobody listens`() async throws {
        let error = try await refusal("postgresql://postgres@127.0.0.1:\(freeLoopbackPort())/postgres")
        #expect(error.kind == .connectionFailed)
        #expect(error.sqlState == nil)
        #expect(error.isTransient)
        #expect(error.message.contains("Connection refused"))
    }

    @Test func `a host that does not exist`() async throws {
        let error = try await refusal("postgresql://postgres@no-such-host.invalid/postgres")
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains(#"could not translate host name "no-such-host.invalid""#))
    }

    @Test func `a wrong password and a missing one`() async throws {
        let cluster = try await SecuredCluster.shared()
        let wrong = try await refusal(cluster.conninfo(password: "wrong"))
        #expect(wrong.kind == .connectionRejected)
        #expect(wrong.sqlState == .invalidPassword)
        #expect(!wrong.isTransient)
        #expect(wrong.message.hasSuffix(#"FATAL: password authentication failed for user "postgres""#))
        #expect(!wrong.message.contains("LOCATION") && !wrong.message.contains("28P01"))

        let missing = try await refusal("postgresql://postgres@127.0.0.1:\(cluster.port)/postgres")
        #expect(missing.kind == .connectionRejected)
        #expect(missing.sqlState == .invalidPassword)
        #expect(missing.message.contains("no password supplied"))
    }

    @Test func `an unknown database`() async throws {
        let error = try await refusal(PostgresCluster.shared().conninfo(database: "nowhere"))
        #expect(error.kind == .connectionRejected)
        #expect(error.sqlState == .undefinedDatabase)
        #expect(error.description.hasSuffix(#"FATAL: database "nowhere" does not exist (SQLSTATE 3D000)"#))
    }

    @Test func `an unknown role`() async throws {
        let error = try await refusal(PostgresCluster.shared().conninfo(user: "nobody_here"))
        #expect(error.kind == .connectionRejected)
        #expect(error.sqlState == .invalidAuthorization)
    }

    @Test func `a server that never answers is given up`() async throws {
        let silent = try SilentServer()
        let error = try await refusal("postgresql://postgres@127.0.0.1:\(silent.port)/postgres?connect_timeout=2")
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains("timeout expired"))
    }

    @Test func `of several hosts the first that works is taken`() async throws {
        let silent = try SilentServer()
        let cluster = try await PostgresCluster.shared()
        let hosts = "127.0.0.1:\(try freeLoopbackPort()),127.0.0.1:\(silent.port),127.0.0.1:\(cluster.port)"
        let settings = try PostgresSettings(conninfo: "postgresql://postgres@\(hosts)/postgres?connect_timeout=6")
        let connection = try await PostgresConnection.connect(settings)
        let port: Int = try await connection.query("select current_setting('port')::bigint").single()
        #expect(port == cluster.port)
        await connection.close()
    }

    @Test func `a TLS server is used with TLS, and its certificate is verified when asked for`() async throws {
        let cluster = try await SecuredCluster.shared()
        let modes = [
            ["sslmode": "require"], ["sslmode": "verify-full", "sslrootcert": cluster.certificate.path],
        ]
        for query in modes {
            let settings = try PostgresSettings(conninfo: cluster.conninfo(query: query))
            let connection = try await PostgresConnection.connect(settings)
            let isEncrypted: Bool = try await connection.query(
                "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
            ).single()
            #expect(isEncrypted)
            await connection.close()
        }
    }

    @Test func `a server without TLS is refused in clear words when TLS is required`() async throws {
        let error = try await refusal(PostgresCluster.shared().conninfo(query: ["sslmode": "require"]))
        #expect(error.kind == .connectionFailed)
        #expect(error.message.hasSuffix("server does not support SSL, but SSL was required"))
    }

    @Test func `the application's name is shown by the server`() async throws {
        let database = try await PostgresCluster.shared().createDatabase()
        let connection = try await database.connect(applicationName: "the relay")
        let name: String = try await connection.query("select current_setting('application_name')").single()
        #expect(name == "the relay")
        let pid: Int32 = try await connection.query("select pg_backend_pid()").single()
        #expect(await connection.backendPID == pid)
        await connection.close()
    }

    @Test func `a cancelled task gets no connection`() async throws {
        let settings = try await PostgresSettings(conninfo: PostgresCluster.shared().conninfo())
        let task = Task { try await PostgresConnection.connect(settings) }
        task.cancel()
        let error = try await #require(throws: PostgresError.self) { _ = try await task.value }
        #expect(error.kind == .cancelled)
    }

    @Test func `a cancelled task does not wait for a server that is silent`() async throws {
        let proxy = try await FaultProxy(to: PostgresCluster.shared().port)
        proxy.weather = .silent
        // For ever, as far as libpq is concerned.
        let settings = try PostgresSettings(
            conninfo: "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(proxy.port)/postgres?connect_timeout=0")
        let task = Task { try await PostgresConnection.connect(settings) }
        while proxy.connections == 0 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let error = try await #require(throws: PostgresError.self) { _ = try await task.value }
        #expect(error.kind == .cancelled)
    }
}
