import ArgumentParser
import Outbox
import PostgresClient
import TailraceCore

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Give a sink nothing for now, or nothing of a table.",
        discussion: """
            Holds until `tailrace resume`, across restarts. A running relay sees it within a second. The changes of a \
            paused sink stay in the outbox; those of a paused table are kept aside, in order, up to max_held, while all \
            others flow.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("The sink.", valueName: "name")) var sink: String
    @Option(help: ArgumentHelp("Only this table of it.", valueName: "schema.table")) var table: String?
    @Option(help: ArgumentHelp("Why, for others who look at the status.", valueName: "text")) var reason: String?

    func validate() throws {
        _ = try table.map(OptionText.table)
    }

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            try configuration.check(sink: sink, file: common.config)
            let database = PostgresDatabase(settings)
            _ = try await SourceCheck.identify(database)
            let control = SinkControl(database: database)
            let name = try table.map(OptionText.table)
            let isKnown = try await control.pause(sink, table: name, by: Person.name, reason: reason)
            if let name, try await !control.hasTable(name) {
                Terminal.error(
                    "There is no table \(name) in \(settings.endpoint) now: this pauses what is left of a former one.")
            }
            await database.close()
            guard isKnown else { throw Failure.unknownSink(sink) }
            Terminal.output("Paused: \(table.map { "\($0) of " } ?? "")\(sink). `tailrace resume` lets it go on.")
        }
    }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "End a pause.",
        discussion: """
            Everything that has waited is delivered, in order. A sink that a refused change has stopped (on_poison: \
            stop) tries that change again.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("The sink.", valueName: "name")) var sink: String
    @Option(help: ArgumentHelp("Only this table of it.", valueName: "schema.table")) var table: String?

    func validate() throws {
        _ = try table.map(OptionText.table)
    }

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            try configuration.check(sink: sink, file: common.config)
            let database = PostgresDatabase(settings)
            _ = try await SourceCheck.identify(database)
            let resumption = try await SinkControl(database: database).resume(
                sink, table: try table.map(OptionText.table), by: Person.name)
            await database.close()
            guard resumption.isKnown else { throw Failure.unknownSink(sink) }
            let what = "\(table.map { "\($0) of " } ?? "")\(sink)"
            if resumption.wasPaused { Terminal.output("Resumed: \(what).") }
            if resumption.wasHalted { Terminal.output("The change that has stopped \(sink) is tried again.") }
            if !resumption.wasPaused, !resumption.wasHalted { Terminal.output("Nothing to do: \(what) is not paused.") }
        }
    }
}
