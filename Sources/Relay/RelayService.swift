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
    private let outbox: HousekeepingSettings

    /// Makes a relay.
    /// - Parameters:
    ///   - sinks: what to serve.
    ///   - settings: how to reach the source database.
    ///   - source: the database, as ``SourceCheck`` found it.
    ///   - owner: names this process in leases; unique among processes.
    ///   - options: how to work.
    ///   - outbox: how long and how much the outbox keeps.
    ///   - meter: counts what is delivered.
    ///   - logger: takes what there is to say.
    public init(
        sinks: [SinkDefinition], settings: PostgresSettings, source: SourceCheck.Finding, owner: String,
        options: RelayOptions, outbox: HousekeepingSettings, meter: RelayMeter, logger: Logger
    ) {
        self.sinks = sinks
        self.outbox = outbox
        let connect = { (limit: Int, patience: Duration?) in
            PostgresDatabase(settings, limit: limit, patience: patience) { session in
                guard try SourceCheck.identify(session) == source.identity else {
                    throw SourceProblem.otherSource
                }
            }
        }
        let control = connect(Self.controlConnections, max(Self.patience / 10, options.lease * 3))
        let shares = ShareWatch(
            owner: owner, sinks: sinks.map(\.name), registry: RelayRegistry(database: control, source: source.identity),
            options: options, logger: logger)
        surroundings = RelaySurroundings(
            stream: connect(options.connections, Self.patience), control: control,
            replay: connect(Self.replayConnections, nil), housekeeping: connect(1, Self.patience),
            source: source.identity, formerEpochs: source.formerEpochs, owner: owner,
            shares: shares, options: options.serving(sinks: sinks.count), meter: meter, logger: logger)
    }

    /// One may wait for a lock on a sink's row.
    private static let controlConnections = 2
    private static let replayConnections = 2
    /// How long a look, a page or a mark may take. A replay may have to look through everything.
    private static let patience = Duration.seconds(300)

    /// Serves the sinks. Ends when the relay is to stop, when every destination has ended, or when only another program
    /// can serve the database any more.
    /// - Throws: `SinkError` of the last destination that ended, when that was the last; `SourceProblem`.
    public func run() async throws {
        let housekeeper = Housekeeper(surroundings, outbox, sinks: sinks.map(\.name))
        let ends = await withTaskGroup(of: Void.self, returning: [any Error].self) { house in
            // Both leave at once when the relay is to stop; a batch in hand may take longer.
            house.addTask { await cancelWhenGracefulShutdown { await housekeeper.run() } }
            house.addTask { await cancelWhenGracefulShutdown { [shares = surroundings.shares] in await shares.run() } }
            defer { house.cancelAll() }
            return await serveAll()
        }
        await surroundings.close()
        if let problem = ends.first(where: \.isFinal) { throw problem }
        let ended = ends.compactMap { $0 as? SinkError }
        if ended.count == sinks.count, let error = ended.last {
            throw error
        }
    }

    /// - Returns: the errors with which pipelines ended.
    private func serveAll() async -> [any Error] {
        await withTaskGroup(of: (any Error)?.self) { group in
            for sink in sinks {
                group.addTask { await serve(sink) }
            }
            var errors: [any Error] = []
            while let error = await group.next() {
                guard let error else { continue }
                // The others meet the same at their next look, unless they are paused or wait for their sink.
                if error.isFinal, !errors.contains(where: \.isFinal) {
                    group.addTask {
                        try? await Task.sleep(for: Self.patienceWithOthers)
                        return CancellationError()
                    }
                } else if error is CancellationError {
                    group.cancelAll()
                }
                errors.append(error)
            }
            return errors
        }
    }

    private static let patienceWithOthers = Duration.seconds(2)

    private func serve(_ sink: SinkDefinition) async -> (any Error)? {
        do {
            try await SinkPipeline(sink, surroundings).run()
            return nil
        } catch {
            surroundings.shares.renounce(sink.name)
            surroundings.logger.error("\(error)", metadata: ["sink": "\(sink.name)"])
            return error
        }
    }
}
