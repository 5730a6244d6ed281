import FaultTesting
import Foundation
import PostgresClient
import PostgresTesting

/// The database, and what can be done to it.
struct FaultServer: Sendable {
    let database: TestDatabase
    private let clock: ServerClock
    private let logDisk: SmallDisk?

    private var cluster: PostgresCluster { database.cluster }

    /// - Parameter folder: for files that the server reads.
    init(in folder: URL, waitsForDisk: Bool) async throws {
        var options = PostgresCluster.Options()
        options.fsync = waitsForDisk
        // Small and often, so that recovery is quick; a new file each time, so that a full disk is noticed at once.
        options.initdb = ["--wal-segsize=1"]
        options.settings = [
            "max_wal_size": "16MB", "min_wal_size": "2MB", "wal_recycle": "off", "checkpoint_timeout": "30s",
            "max_prepared_transactions": "200",
        ]
        clock = try ServerClock(in: folder)
        options.environment = clock.environment
        logDisk = SmallDisk.isPossible ? try SmallDisk(size: 96 << 20, files: nil) : nil
        if let logDisk { options.initdb.append("--waldir=\(logDisk.path)/log") }
        database = try await PostgresCluster.start(options).createDatabase("faults")
    }

    /// - Returns: whether the fault took place.
    func suffer(_ fault: ScheduledFault) async throws -> Bool {
        switch fault.kind {
        case .serverStopped, .postmasterKilled:
            try await cluster.stop(fault.kind == .serverStopped ? .immediate : .killed)
            try await hold(for: fault.lasting)
        case .backendKilled:
            guard let process = await backend() else { return false }
            kill(process, SIGKILL)
        case .sessionsEnded:
            guard await ask("select count(pg_terminate_backend(pid)) from pg_stat_activity where \(Self.relays)") != nil
            else { return false }
        case .serverDiskFull:
            try logDisk?.fill()
            try await hold(for: fault.lasting)
            try logDisk?.makeRoom()
        case .clockForward, .clockBack:
            try clock.set(fault.kind == .clockForward ? ServerClock.jump : -ServerClock.jump)
            try await hold(for: fault.lasting)
            try clock.set(0)
        default: return false
        }
        try await bringUp()
        return true
    }

    private static let relays = "datname = current_database() and application_name = 'tailrace'"

    /// Somebody's session: a relay's, or the application's.
    private func backend() async -> Int32? {
        await ask(
            """
            select pid
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            order by random()
            limit 1
            """
        ).map { Int32($0) }
    }

    private func ask(_ sql: String) async -> Int? {
        do {
            let connection = try await database.connect(applicationName: "suite")
            let answer: Int = try await connection.query(PostgresStatement(sql)).single()
            await connection.close()
            return answer
        } catch {
            return nil
        }
    }

    /// Of a row that is too large for the last sink, in bytes.
    static let poisonSize = 8_192

    /// Makes a change that the last sink refuses.
    /// - Returns: whether it is known to be committed.
    func poison(key: Int) async -> Bool {
        await ask(
            """
            with next as (
                update public.counter set version = version + 1 where key = \(key) returning version
            )
            insert into public.item
            select \(key), next.version, repeat('x', \(Self.poisonSize))
            from next
            on conflict (id) do update set version = excluded.version, note = excluded.note
            returning version
            """) != nil
    }

    /// Waits until the server takes connections, and starts it where it does not run: orphans of a killed postmaster
    /// keep a new one away for a moment.
    func bringUp() async throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while await ask("select 1") == nil {
            guard ContinuousClock.now < deadline else {
                throw Complaint("the server does not come up:\n\(cluster.log)")
            }
            if !cluster.isRunning { try? await cluster.start() }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
