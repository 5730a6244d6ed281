import Logging
import Outbox
import PostgresClient
import ServiceLifecycle
import SinkKit
import TailraceCore

/// The relay: a pipeline for each sink, until it is to stop.
public struct RelayService: Service {
    private let sinks: [SinkDefinition]
    private let surroundings: RelaySurroundings

    /// Makes a relay.
    /// - Parameters:
    ///   - sinks: what to serve.
    ///   - settings: how to reach the source database.
    ///   - source: its identity, as ``SourceCheck`` found it.
    ///   - owner: names this process in leases; unique among processes.
    ///   - options: how to work.
    ///   - meter: counts what is delivered.
    ///   - logger: takes what there is to say.
    public init(
        sinks: [SinkDefinition], settings: PostgresSettings, source: SourceIdentity, owner: String,
        options: RelayOptions, meter: RelayMeter, logger: Logger
    ) {
        self.sinks = sinks
        let connect: @Sendable () -> PostgresDatabase = {
            PostgresDatabase(settings) { session in
                guard try SourceCheck.identify(session) == source else {
                    throw SourceProblem.otherSource
                }
            }
        }
        surroundings = RelaySurroundings(
            connect: connect, control: connect(), source: source, owner: owner, options: options, meter: meter,
            logger: logger)
    }

    /// Serves the sinks. Ends when the relay is to stop, or when every destination has ended.
    /// - Throws: `SinkError` of the last destination that ended, when that was the last.
    public func run() async throws {
        let ended = await withTaskGroup(of: SinkError?.self, returning: [SinkError].self) { group in
            for sink in sinks {
                group.addTask { await serve(sink) }
            }
            return await group.reduce(into: []) { errors, error in
                if let error { errors.append(error) }
            }
        }
        await surroundings.control.close()
        if ended.count == sinks.count, let error = ended.last {
            throw error
        }
    }

    private func serve(_ sink: SinkDefinition) async -> SinkError? {
        do {
            try await SinkPipeline(sink, surroundings).run()
            return nil
        } catch {
            surroundings.logger.error("\(error)", metadata: ["sink": "\(sink.name)"])
            return error as? SinkError
        }
    }
}
