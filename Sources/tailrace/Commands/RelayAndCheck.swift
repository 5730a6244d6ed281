import Capture
import Logging
import PostgresClient
import Relay
import ServiceLifecycle

/// The relay, and beside it a look at whether everything is captured, for which it does not wait.
struct RelayAndCheck: Service {
    private let relay: RelayService
    private let configuration: TailraceConfiguration
    private let settings: PostgresSettings
    private let logger: Logger

    init(
        _ relay: RelayService, _ configuration: TailraceConfiguration, _ settings: PostgresSettings, _ logger: Logger
    ) {
        self.relay = relay
        self.configuration = configuration
        self.settings = settings
        self.logger = logger
    }

    func run() async throws {
        // The end of the relay cancels it too.
        async let _ = cancelWhenGracefulShutdown { await warnOfMissingCapture() }
        try await relay.run()
    }

    /// What is not captured cannot be delivered, and nobody else would say it here. The relay works all the same.
    private func warnOfMissingCapture() async {
        do {
            let connection = try await PostgresConnection.connect(settings)
            let report = try await configuration.doctor.examine(connection)
            await connection.close()
            for finding in report.findings where finding.severity == .error {
                logger.warning("\(finding.subject): \(finding.problem); see `tailrace doctor`")
            }
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("whether the capture is whole cannot be seen: \(error)")
        }
    }
}
