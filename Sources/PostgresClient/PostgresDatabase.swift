/// A database that can be reached again after its connections were lost: a bounded pool that connects when it is used.
///
/// Whoever asks borrows a connection for one ``perform(_:)``, in the order of asking. Connections that nobody has used
/// for a while are closed.
public actor PostgresDatabase {
    private let settings: PostgresSettings
    private let limit: Int
    private let idleTime: Duration
    /// Twice as long after each time-out, until something succeeds: a statement may need as long as it takes.
    private var patience: Duration?
    private let leastPatience: Duration?
    private let greet: @Sendable (PostgresSession) throws -> Void

    private struct Idle {
        let connection: PostgresConnection
        let since: ContinuousClock.Instant
    }

    /// The one used last is at the end, and the next to be used: so those that are not needed become old.
    private var idle: [Idle] = []
    /// How many connections are lent, or being made.
    private var lent = 0
    private var waiting: [(id: UInt64, turn: CheckedContinuation<Void, any Error>)] = []
    private var nextID: UInt64 = 0
    /// Rises with each loss, and when the pool is closed: connections made before are not lent again.
    private var generation = 0
    private var sweeper: Task<Void, Never>?

    /// Describes a database; nothing is connected yet.
    /// - Parameters:
    ///   - settings: how to reach it.
    ///   - limit: the most connections at one time.
    ///   - idleTime: how long a connection stays open that nobody uses.
    ///   - patience: how long one ``perform(_:)`` may take before its statement is cancelled, and its connection cut where
    ///     that does not help: a pooler or a network may keep a connection open that leads nowhere. The next may take twice
    ///     as long, until one succeeds. Nil to wait for ever.
    ///   - greet: runs first on each new connection, for example to make sure that it leads where it should. What it
    ///     throws is thrown by ``perform(_:)``, and the connection is not used.
    public init(
        _ settings: PostgresSettings, limit: Int = 1, idleTime: Duration = .seconds(60), patience: Duration? = nil,
        greet: @escaping @Sendable (PostgresSession) throws -> Void = { _ in }
    ) {
        self.settings = settings
        self.limit = max(1, limit)
        self.idleTime = idleTime
        self.patience = patience
        leastPatience = patience
        self.greet = greet
    }

    deinit {
        sweeper?.cancel()
    }

    /// Where the database is, without secrets.
    public nonisolated var endpoint: String { settings.endpoint }

    /// How many connections are open or being made.
    public var connectionCount: Int { lent + idle.count }

    /// How many callers wait for one.
    public var waitingCount: Int { waiting.count }

    /// Runs `body` on a connection: see ``PostgresConnection/perform(_:)``. It is never repeated here, since whether it
    /// took effect before a loss only the caller can know.
    /// - Throws: what `body` throws; `PostgresError` when no connection can be had, `.cancelled` when the task is
    ///   cancelled while it waits for one.
    public func perform<T: Sendable>(_ body: @Sendable (PostgresSession) throws -> T) async throws -> T {
        try await takeTurn()
        let started = generation
        let connection: PostgresConnection
        do {
            connection = try await borrow()
        } catch {
            passTurn()
            throw error
        }
        let watch = watch(connection)
        let (outcome, isWorthKeeping) = await connection.perform { session -> (Result<T, any Error>, Bool) in
            (Result { try body(session) }, session.isWorthKeeping)
        }
        watch?.cancel()
        if case .success = outcome { patience = leastPatience }
        if case .failure(let error as PostgresError) = outcome, error.kind == .connectionLost || error.kind == .closed {
            // What broke one has mostly broken all: nobody needs to find that out for each of them.
            await closeIdle()
        }
        await giveBack(connection, isWorthKeeping: isWorthKeeping && started == generation)
        return try outcome.get()
    }

    /// Closes the connections that nobody uses, and each other one when it is given back. The next use connects again.
    public func close() async {
        await closeIdle()
    }

    // MARK: Turns

    private func takeTurn() async throws {
        guard lent >= limit else {
            lent += 1
            return
        }
        nextID += 1
        let id = nextID
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (turn: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled {
                    turn.resume(throwing: Self.cancellation)
                } else {
                    waiting.append((id, turn))
                }
            }
        } onCancel: {
            Task { await self.leave(id) }
        }
    }

    private func leave(_ id: UInt64) {
        guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: place).turn.resume(throwing: Self.cancellation)
    }

    private static var cancellation: PostgresError { PostgresError(.cancelled, "the task was cancelled") }

    private func passTurn() {
        if waiting.isEmpty {
            lent -= 1
        } else {
            waiting.removeFirst().turn.resume()
        }
    }

    // MARK: Connections

    private func borrow() async throws -> PostgresConnection {
        if let last = idle.popLast() { return last.connection }
        let connection = try await PostgresConnection.connect(settings)
        let watch = watch(connection)
        defer { watch?.cancel() }
        do {
            try await connection.perform(greet)
        } catch {
            await connection.close()
            throw error
        }
        return connection
    }

    /// Cuts a connection that is used for too long.
    private func watch(_ connection: PostgresConnection) -> Task<Void, Never>? {
        guard let patience else { return nil }
        return Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            connection.losePatience()
            self.patience = patience * 2
        }
    }

    private func giveBack(_ connection: PostgresConnection, isWorthKeeping: Bool) async {
        if isWorthKeeping {
            idle.append(Idle(connection: connection, since: .now))
            if sweeper == nil { sweeper = sweeping() }
        } else {
            await connection.close()
        }
        passTurn()
    }

    private func closeIdle() async {
        generation += 1
        sweeper?.cancel()
        sweeper = nil
        let unused = idle
        idle = []
        for entry in unused { await entry.connection.close() }
    }

    /// Closes what has been idle for too long, until nothing is idle. It does not keep the pool, whose connections end
    /// with it.
    private nonisolated func sweeping() -> Task<Void, Never> {
        Task { [weak self] in
            while let next = await self?.sweep() {
                do { try await Task.sleep(until: next) } catch { return }
            }
        }
    }

    /// Closes what has been idle for too long.
    /// - Returns: when to look again; nil when nothing is idle.
    private func sweep() async -> ContinuousClock.Instant? {
        let bound = ContinuousClock.now - idleTime
        let old = idle.prefix { $0.since <= bound }.map(\.connection)
        idle.removeFirst(old.count)
        for connection in old { await connection.close() }
        guard !Task.isCancelled, let oldest = idle.first else {
            if !Task.isCancelled { sweeper = nil }
            return nil
        }
        return oldest.since + idleTime
    }
}
