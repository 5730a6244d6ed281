/// A connection to a PostgreSQL server, on a thread of its own.
///
/// One piece of work runs at a time. Cancelling a task cancels the statement that it runs on the server.
public actor PostgresConnection {
    /// Where this connection goes, without secrets.
    public nonisolated let endpoint: String

    private nonisolated let executor: ThreadExecutor
    private nonisolated let gate: StatementGate
    private let session: PostgresSession

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(_ settings: PostgresSettings) {
        let gate = StatementGate()
        endpoint = settings.endpoint
        executor = ThreadExecutor(name: settings.applicationName)
        self.gate = gate
        session = PostgresSession(gate: gate)
    }

    deinit {
        executor.retire()
    }

    /// Connects, trying several hosts as libpq does where the settings name several.
    ///
    /// An attempt ends after `connect_timeout`. Cancelling the task ends the wait for it, and what comes of it is closed.
    ///
    /// - Throws: `.connectionFailed` when no server answers, `.connectionRejected` with an SQLSTATE when one refuses,
    ///   such as for a wrong password or an unknown database, `.cancelled` when the task was cancelled.
    public static func connect(_ settings: PostgresSettings) async throws(PostgresError) -> PostgresConnection {
        let connection = PostgresConnection(settings)
        let (outcomes, report) = AsyncStream.makeStream(of: Result<Void, PostgresError>.self)
        Task {
            report.yield(await connection.open(settings))
            report.finish()
        }
        // Ends at once, and empty, when this task is cancelled.
        for await outcome in outcomes where !Task.isCancelled {
            try outcome.get()
            return connection
        }
        Task { await connection.close() }
        throw PostgresError(.cancelled, "the task was cancelled")
    }

    private func open(_ settings: PostgresSettings) -> Result<Void, PostgresError> {
        do throws(PostgresError) {
            return .success(try session.open(settings))
        } catch {
            executor.retire()
            return .failure(error)
        }
    }

    /// Runs `body` as a whole on the connection's thread: nothing else uses the connection meanwhile.
    ///
    /// When the task is cancelled, the running statement is stopped on the server and no further one is sent, but for
    /// the ROLLBACK of an open ``PostgresSession/transaction(_:_:)``: they throw `.cancelled`. What
    /// does not end within four seconds of that is cut off with its connection, and throws `.connectionLost`.
    ///
    /// - Throws: What `body` throws.
    public func perform<T: Sendable, E: Error>(
        _ body: @Sendable (PostgresSession) throws(E) -> T
    ) async throws(E) -> T {
        let ticket = StatementGate.Ticket()
        let outcome = await withTaskCancellationHandler { () -> Result<T, E> in
            gate.serve(ticket)
            defer { gate.serve(nil) }
            do throws(E) {
                return .success(try body(session))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            gate.cancel(ticket)
        }
        return try outcome.get()
    }

    /// Runs one statement: see ``PostgresSession/query(_:_:resultFormat:)``.
    @discardableResult
    public func query(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter] = [], resultFormat: PostgresFormat = .binary
    ) async throws(PostgresError) -> PostgresResult {
        try await perform { (session) throws(PostgresError) in
            try session.query(statement, parameters, resultFormat: resultFormat)
        }
    }

    /// Runs a script of statements: see ``PostgresSession/execute(_:)``.
    public func execute(_ script: String) async throws(PostgresError) {
        try await perform { (session) throws(PostgresError) in try session.execute(script) }
    }

    /// Cancels the running statement, if there is one, and returns at once. The statement throws 57014.
    public nonisolated func cancel() {
        gate.cancelStatement()
    }

    /// Cancels the work under way, if there is any, and cuts the connection where that does not end it within four seconds.
    /// Returns at once.
    nonisolated func losePatience() {
        gate.losePatience()
    }

    /// Cuts the connection, and returns at once: what waits for the server throws `.connectionLost`, and whether it took
    /// effect nobody knows.
    public nonisolated func cut() {
        gate.cut()
    }

    /// Closes the connection after the work that waits for it; closing again does nothing.
    ///
    /// Whatever uses the connection afterwards throws `.closed`.
    public func close() {
        session.close()
        executor.retire()
    }

    /// The server process's number, as in `pg_stat_activity`; nil when closed.
    public var backendPID: Int32? { session.backendPID }
}
