import ArgumentParser
import Foundation
import Outbox
import PostgresClient
import SinkKit
import TailraceCore

struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "Look at changes that a sink refuses, send them again or discard them.",
        discussion: """
            What a sink refuses for good is kept aside, whole; with on_poison: hold_key, later changes of its key wait \
            behind it, in order. The relay that serves the sink does what is asked for here; without one it is done when \
            one runs.
            """,
        subcommands: [List.self, Show.self, Retry.self, Discard.self], defaultSubcommand: List.self)

    /// Which of the changes are meant.
    struct Selection: ParsableArguments {
        @Argument(help: ArgumentHelp("Their numbers, as `list` shows them.", valueName: "id")) var ids: [Int64] = []
        @Option(help: ArgumentHelp("Only those of this sink.", valueName: "name")) var sink: String?
        @Option(help: ArgumentHelp("Only those of this table.", valueName: "schema.table")) var table: String?
        @Option(help: ArgumentHelp("Only those of the row with this key, as in events.", valueName: "json"))
        var key: String?
        @Option(help: ArgumentHelp("Only those kept since then: a time, or how long ago (2h).", valueName: "time"))
        var since: String?
        @Option(help: ArgumentHelp("Only those kept before then: a time, or how long ago (2h).", valueName: "time"))
        var until: String?

        func validate() throws {
            _ = try selection
        }

        /// Refuses a sink that there is not.
        func checkSink(_ database: PostgresDatabase) async throws {
            guard let sink else { return }
            let known = try await StatusReader(database: database).read().sinks
            guard known.contains(where: { $0.name == sink }) else { throw Failure.unknownSink(sink) }
        }

        var selection: DeadLetterSelection {
            get throws {
                var selection = DeadLetterSelection()
                selection.ids = ids.isEmpty ? nil : ids
                selection.sink = sink
                selection.table = try table.map(OptionText.table)
                selection.key = try key.map(OptionText.key)
                selection.since = try since.map { try OptionText.moment($0, option: "--since") }
                selection.until = try until.map { try OptionText.moment($0, option: "--until") }
                return selection
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what is kept aside: refused changes, and those that wait behind them.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var selected: Selection
        @Flag(help: "Print one JSON object a change, a line each, for programs.") var json = false

        func run() async throws {
            try await common.withDatabase { _, settings in
                let database = PostgresDatabase(settings)
                _ = try await SourceCheck.identify(database)
                let letters = try await DeadLetterDesk(database: database).list(selected.selection)
                if letters.isEmpty { try await selected.checkSink(database) }
                await database.close()
                if json {
                    try letters.forEach { Terminal.output(try DeadLetterPage.json($0)) }
                } else if letters.isEmpty {
                    Terminal.output(
                        try selected.selection.isEmpty ? "Nothing is kept aside." : "Nothing of that is kept aside.")
                } else {
                    Terminal.output(DeadLetterPage(now: .now).table(letters))
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a change whole, and why it is kept aside.")

        @OptionGroup var common: CommonOptions
        @Argument(help: ArgumentHelp("Its number, as `list` shows it.", valueName: "id")) var id: Int64

        func run() async throws {
            try await common.withDatabase { _, settings in
                let database = PostgresDatabase(settings)
                let source = try await SourceCheck.identify(database)
                let desk = DeadLetterDesk(database: database)
                var selection = DeadLetterSelection()
                selection.ids = [id]
                guard let letter = try await desk.list(selection).first else {
                    throw Failure(
                        .failed, "nothing is kept aside with the number \(id); see `tailrace dead-letters list`")
                }
                let change = try await desk.change(of: letter)
                await database.close()
                Terminal.output(DeadLetterPage(now: .now).whole(letter, change, source))
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send refused changes again, and then what waits behind them.",
            discussion: """
                The changes of a held key are sent in order, before any newer one. When the first is refused again, the \
                others go on waiting. A change behind which others have gone on (on_poison: skip) is sent marked as \
                replayed.
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var selected: Selection
        @OptionGroup var bulk: Bulk

        func run() async throws {
            try await ask(.retry, common, selected, bulk)
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drop refused changes for good, and send what waits behind them.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var selected: Selection
        @OptionGroup var bulk: Bulk

        func run() async throws {
            try await ask(.discard, common, selected, bulk)
        }
    }

    struct Bulk: ParsableArguments {
        @Flag(help: "All that are kept aside.") var all = false
        @Flag(help: "Say which ones it would be, and do nothing.") var dryRun = false
        @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    }

    private static func ask(
        _ request: LetterRequest, _ common: CommonOptions, _ selected: Selection, _ bulk: Bulk
    ) async throws {
        try await common.withDatabase { _, settings in
            let selection = try selected.selection
            guard bulk.all || !selection.isEmpty else {
                throw Failure(
                    .usage,
                    "which ones? name their numbers, select some by --sink, --table, --key, --since or --until, or say --all"
                )
            }
            let database = PostgresDatabase(settings)
            _ = try await SourceCheck.identify(database)
            let desk = DeadLetterDesk(database: database)
            let letters = try await desk.list(selection)
            let refused = letters.filter(\.isRefused)
            if letters.isEmpty { try await selected.checkSink(database) }
            guard !refused.isEmpty else {
                throw Failure(
                    .failed,
                    letters.isEmpty
                        ? "nothing of that is kept aside; see `tailrace dead-letters list`"
                        : """
                        \(Figures.count(Int64(letters.count), "change waits", "changes wait")) there and none is refused: \
                        retry or discard the refused change before, or resume the table
                        """)
            }
            for id in selected.ids where !refused.contains(where: { $0.id == id }) {
                Terminal.error("No refused change is kept aside with the number \(id).")
            }
            let what = Figures.count(Int64(refused.count), "refused change", "refused changes")
            if bulk.dryRun {
                Terminal.output(DeadLetterPage(now: .now).table(refused))
                return
            }
            let isBulk = selection.ids == nil
            if request == .discard || isBulk {
                Terminal.error(DeadLetterPage(now: .now).table(Array(refused.prefix(20))))
                if refused.count > 20 { Terminal.error("… and \(Figures.count(refused.count - 20)) more") }
                try Terminal.confirm(
                    request == .discard ? "Drop \(what) for good?" : "Send \(what) again?", unless: bulk.yes)
            }
            let count = try await desk.ask(request, of: refused, by: Person.name)
            let unserved = try await desk.unserved(Set(refused.map(\.sink)))
            await database.close()
            Terminal.output(
                "Asked for: \(Figures.count(Int64(count), "refused change", "refused changes")) to be "
                    + (request == .retry ? "sent again" : "discarded")
                    + ". `tailrace dead-letters list` shows what is left.")
            for sink in unserved {
                Terminal.error("No relay serves \(sink) now: it is done once `tailrace run` does.")
            }
        }
    }
}
