import PostgresClient
import Synchronization

/// An application that inserts items 1, 2, 3 … each in a transaction of its own, and does not give up on any.
final class ItemWriter: Sendable {
    private let written = Atomic(0)
    private let isStopping = Atomic(false)
    private let scenario: Scenario
    private let name: String

    private init(_ scenario: Scenario, name: String) {
        self.scenario = scenario
        self.name = name
    }

    /// Lets `body` run beside a writer.
    /// - Returns: how many items there are then.
    static func run(
        _ scenario: Scenario, name: String = "n", _ body: (ItemWriter) async throws -> Void
    ) async throws -> Int {
        let writer = ItemWriter(scenario, name: name)
        async let end: Void = writer.write()
        do {
            try await body(writer)
        } catch {
            writer.isStopping.store(true, ordering: .relaxed)
            throw error
        }
        writer.isStopping.store(true, ordering: .relaxed)
        try await end
        return writer.written.load(ordering: .relaxed)
    }

    /// Waits until so many more items have been committed.
    func waitFor(more count: Int) async throws {
        let goal = written.load(ordering: .relaxed) + count
        try await wait(until: "\(goal) items are written") { written.load(ordering: .relaxed) >= goal }
    }

    private func write() async throws {
        var connection: PostgresConnection?
        while !isStopping.load(ordering: .relaxed) {
            let id = written.load(ordering: .relaxed) + 1
            do {
                let open = if let connection { connection } else { try await scenario.connect() }
                connection = open
                // Whether an insert took effect when the connection broke, nobody knows: the next try finds out.
                try await open.execute("insert into item values (\(id), '\(name)') on conflict do nothing")
                written.store(id, ordering: .relaxed)
            } catch let error as PostgresError where error.isTransient {
                connection = nil
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        await connection?.close()
    }
}
