import ArgumentParser
import Outbox
import PostgresClient

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget a sink that is not wanted any more.",
        discussion: """
            Takes away its position, its replays and pauses, and the changes that are kept aside for it (dead \
            letters, and those that wait), so that nothing is kept for it any longer. What it has been given stays \
            where it is. A sink of that name starts anew the next time; but one that keeps its own position, such as a \
            file, goes on from there: delete its position, or use `tailrace seek`, to start it anew. Take it out of \
            the configuration and stop its relay first.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("The sink to forget.", valueName: "name")) var sink: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            let database = PostgresDatabase(settings)
            let status = try await StatusReader(database: database).read()
            guard let known = status.sinks.first(where: { $0.name == sink }) else {
                let names = status.sinks.map(\.name).joined(separator: ", ")
                throw Failure(
                    .failed, "\(settings.endpoint) knows no sink \(sink); it has \(names.isEmpty ? "none" : names)")
            }
            let held = status.housekeeping.holders.first { $0.name == "sink \(sink)" }?.bytes ?? 0
            let isConfigured = configuration.optional?.sinks.contains { $0.name == sink } ?? false
            Terminal.error(
                """
                This forgets the sink \(sink) (\(known.type)) of \(settings.endpoint):
                  its position: seq \(known.highestSeq), with \(known.pendingIsEstimate ? "about " : "")\
                \(Figures.changes(known.pending)) that it has not been given
                  what is kept for it: \(Figures.bytes(held)) in closed segments
                """)
            if known.deadLetters > 0 || known.held > 0 {
                Terminal.error(
                    """
                      what is kept aside for it, and never delivered then: \(Figures.changes(known.deadLetters)) that it \
                    has refused, \(Figures.changes(known.held)) that wait behind those or for a pause to end
                    """)
            }
            if !known.pauses.isEmpty {
                Terminal.error("  its pauses: \(known.pauses.count)")
            }
            if isConfigured {
                Terminal.error(
                    "The configuration names it: the next `tailrace run` starts it anew, or from its own position.")
            }
            if !yes {
                guard Terminal.inputIsTerminal else {
                    throw Failure(.usage, "nobody is there to confirm it; add --yes to forget it all the same")
                }
                guard Terminal.confirms("Forget it?") else { throw Failure(.failed, "nothing has been changed") }
            }
            guard try await SinkLedger(database: database).forget(sink) else {
                throw Failure(
                    .failed,
                    "the sink \(sink) is being served\(known.owner.map { " by \($0)" } ?? ""); stop that relay first")
            }
            await database.close()
            Terminal.output("Done: the sink \(sink) is forgotten.")
        }
    }
}
