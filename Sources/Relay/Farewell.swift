import ServiceLifecycle

/// Last words to the database, so that others need not wait until a lease or an announcement is over.
enum Farewell {
    /// A database that does not answer by then is not waited for.
    private static let usualLimit = Duration.seconds(10)
    private static let limitAtTheEnd = Duration.seconds(3)

    /// Says them, also when the task is cancelled: that is when most farewells are said. Words that are not through by the
    /// limit are cancelled, and left behind.
    /// - Parameter limit: how long they may take; nil for as long as is usual.
    static func say(within limit: Duration? = nil, _ words: @escaping @Sendable () async throws -> Void) async {
        let (silence, end) = AsyncStream.makeStream(of: Never.self)
        let speech = Task {
            try? await words()
            end.finish()
        }
        let limit = limit ?? (Task.isShuttingDownGracefully ? limitAtTheEnd : usualLimit)
        let limiter = Task {
            try? await Task.sleep(for: limit)
            end.finish()
        }
        // A task of its own: waiting for a stream ends with the task that waits.
        await Task { for await _ in silence {} }.value
        speech.cancel()
        limiter.cancel()
    }
}
