/// Last words to the database, so that others need not wait until a lease or an announcement is over.
enum Farewell {
    /// A database that does not answer by then is not waited for.
    private static let limit = Duration.seconds(5)

    /// Says them, also when the task is cancelled: that is when most farewells are said.
    static func say(_ words: @escaping @Sendable () async throws -> Void) async {
        let speech = Task { try await words() }
        let limiter = Task {
            try await Task.sleep(for: limit)
            speech.cancel()
        }
        _ = await speech.result
        limiter.cancel()
    }
}
