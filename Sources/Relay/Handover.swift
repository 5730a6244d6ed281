import Logging
import ServiceLifecycle

/// Work that can be told to end in good order by itself, as the whole relay is by a signal.
struct Handover: Service {
    private let work: @Sendable () async throws -> Void

    /// Runs `work` until it ends. When `isDue` returns, the work is told to stop gracefully, and waited for.
    static func run(
        when isDue: @escaping @Sendable () async throws -> Void, _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: Handover(work: work), successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup)
            ],
            // What it would say is about services, which nobody here knows of.
            logger: Logger(label: "tailrace.handover") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = nil
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                try await group.run()
                return true
            }
            tasks.addTask {
                try await isDue()
                await group.triggerGracefulShutdown()
                return false
            }
            defer { tasks.cancelAll() }
            while let isOver = try await tasks.next(), !isOver {}
        }
    }

    func run() async throws {
        try await work()
    }
}
