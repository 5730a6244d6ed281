/// A database that can be reached again after its connection was lost: connects when it is first used, and anew at the
/// next use after a loss.
public actor PostgresDatabase {
    private let settings: PostgresSettings
    private let greet: @Sendable (PostgresSession) throws -> Void
    private var connecting: Task<PostgresConnection, any Error>?

    /// Describes a database; nothing is connected yet.
    /// - Parameters:
    ///   - settings: how to reach it.
    ///   - greet: runs first on each new connection, for example to make sure that it leads where it should. What it
    ///     throws is thrown by ``perform(_:)``, and the connection is not used.
    public init(
        _ settings: PostgresSettings, greet: @escaping @Sendable (PostgresSession) throws -> Void = { _ in }
    ) {
        self.settings = settings
        self.greet = greet
    }

    /// Where the database is, without secrets.
    public nonisolated var endpoint: String { settings.endpoint }

    /// Runs `body` on the connection: see ``PostgresConnection/perform(_:)``. It is never repeated here, since whether
    /// it took effect before a loss only the caller can know.
    /// - Throws: what `body` throws; `PostgresError` when no connection can be had.
    public func perform<T: Sendable>(_ body: @Sendable (PostgresSession) throws -> T) async throws -> T {
        let task = connecting ?? Task { [settings, greet] in try await Self.connect(settings, greet) }
        connecting = task
        let connection: PostgresConnection
        do {
            connection = try await task.value
        } catch {
            if connecting == task { connecting = nil }
            throw error
        }
        do {
            return try await connection.perform(body)
        } catch {
            if let error = error as? PostgresError, error.kind == .connectionLost || error.kind == .closed {
                if connecting == task { connecting = nil }
                await connection.close()
            }
            throw error
        }
    }

    private static func connect(
        _ settings: PostgresSettings, _ greet: @Sendable (PostgresSession) throws -> Void
    ) async throws -> PostgresConnection {
        let connection = try await PostgresConnection.connect(settings)
        do {
            try await connection.perform(greet)
        } catch {
            await connection.close()
            throw error
        }
        return connection
    }

    /// Closes the connection, if there is one. The next use connects again.
    public func close() async {
        let task = connecting
        connecting = nil
        if let connection = try? await task?.value { await connection.close() }
    }
}
