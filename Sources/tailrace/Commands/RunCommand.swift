import ArgumentParser
import Capture
import Foundation
import Logging
import Outbox
import PostgresClient
import Relay
import ServiceLifecycle

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The relay: deliver changes to every configured sink until stopped.",
        discussion: """
            SIGTERM or SIGINT (Ctrl-C) finishes the batch in hand, marks it and exits 0; a second signal exits at once \
            with 130, and nothing is lost either. A database or a sink that goes away is waited for. On a terminal, a \
            line every few seconds shows what is going on.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Log lines for people, or JSON.") var logFormat: LogFormat?
    @Option(help: "Leave out what is less important than this.") var logLevel: Logger.Level?

    func run() async throws {
        // A closed pipe and a full disk are errors that calls return, not reasons to die.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        try await common.withDatabase { configuration, settings in
            try await run(configuration.required, settings)
        }
    }

    private func run(_ configuration: TailraceConfiguration, _ settings: PostgresSettings) async throws {
        guard !configuration.sinks.isEmpty else {
            throw Failure(.configuration, "the configuration names no sink; add one under sinks")
        }
        let logger = makeLogger(configuration.log)
        let database = PostgresDatabase(settings)
        let source = try await database.perform { session in try SourceCheck.examine(session) }
        await database.close()

        let meter = RelayMeter()
        let relay = RelayService(
            sinks: configuration.sinks.map(\.definition), settings: settings, source: source,
            owner: Self.processName, options: configuration.relay, outbox: configuration.outbox.settings,
            meter: meter, logger: logger)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(
                service: RelayAndCheck(relay, configuration, settings, logger),
                successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup, serviceName: "relay")
        ]
        if Terminal.errorIsTerminal {
            services.append(.init(service: ProgressService(meter: meter)))
        }
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        group.maximumGracefulShutdownDuration = configuration.relay.shutdownTimeout

        logger.info(
            "tailrace \(Version.current) relays from \(settings.endpoint)",
            metadata: [
                "sinks": "\(configuration.sinks.map(\.name).joined(separator: ", "))",
                "source": "\(source.identity.name)",
            ])
        // What is cancelled then may need a moment; a server that does not answer is not waited for.
        let impatience = Impatience(limit: configuration.relay.shutdownTimeout + .seconds(8))
        defer { impatience.end() }
        try await ServiceGroup(configuration: group).run()
        logger.info("stopped")
    }

    private func makeLogger(_ configuration: LogConfiguration) -> Logger {
        let (format, level) = (logFormat ?? configuration.format, logLevel ?? configuration.level)
        return Logger(label: "tailrace") { StandardErrorLog(label: $0, format: format, logLevel: level) }
    }

    /// The service group's own messages say nothing that an operator needs.
    private func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .error)
        return logger
    }

    private static var processName: String {
        let host = ProcessInfo.processInfo.hostName.split(separator: ".").first.map(String.init) ?? "localhost"
        // Process ids repeat in containers.
        let suffix = String(UInt16.random(in: .min ... .max), radix: 16)
        return "\(host):\(ProcessInfo.processInfo.processIdentifier):\(suffix)"
    }
}

extension LogFormat: ExpressibleByArgument {}
extension Logger.Level: @retroactive ExpressibleByArgument {}
