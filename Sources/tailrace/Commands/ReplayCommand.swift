import ArgumentParser
import Foundation
import Outbox
import PostgresClient
import TailraceCore

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send a range of stored changes again.",
        discussion: """
            The changes go to the sink beside live delivery, with their first ids and marked as replayed; the sink's \
            position does not move. The relay that serves the sink carries it out: leave it running, and this command \
            shows how far it is. Ctrl-C withdraws the rest. With --output the range goes to a file or to standard \
            output instead, and no relay is needed.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("The sink to send to.", valueName: "name")) var sink: String?
    @Option(help: ArgumentHelp("The first sequence number.", valueName: "seq")) var from: Int64
    @Option(help: ArgumentHelp("The last sequence number.", valueName: "seq")) var to: Int64
    @Option(help: ArgumentHelp("Only changes of this table.", valueName: "schema.table")) var table: String?
    @Option(help: ArgumentHelp("Only changes of the row with this key, as in events.", valueName: "json"))
    var key: String?
    @Option(help: ArgumentHelp("At most so many changes a second.", valueName: "number")) var rate: Int?
    @Flag(help: "Say what would be sent, and send nothing.") var dryRun = false
    @Option(
        help: ArgumentHelp("Write to this file, or to standard output (-), not to the sink.", valueName: "file|-"),
        completion: .file())
    var output: String?

    func validate() throws {
        guard from >= 0, to >= 0 else { throw ValidationError("--from and --to take sequence numbers, from 0 on") }
        guard from <= to else {
            throw ValidationError("--from \(from) is greater than --to \(to); the range would be empty")
        }
        guard sink != nil || output != nil else {
            throw ValidationError("--sink is missing: which sink are the changes for? (or --output FILE)")
        }
        guard rate ?? 1 > 0 else { throw ValidationError("--rate takes a number above 0") }
        if let table {
            guard case .table = try? TablePattern(table) else {
                throw ValidationError("--table takes one table as schema.table, not '\(table)'")
            }
        }
        if let key {
            guard (try? JSONSerialization.jsonObject(with: Data(key.utf8))) is [String: Any] else {
                throw ValidationError("--key takes a JSON object such as '{\"id\":7}', not '\(key)'")
            }
        }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        try await common.withDatabase { configuration, settings in
            if let sink, let sinks = configuration.optional?.sinks, !sinks.contains(where: { $0.name == sink }) {
                let names = sinks.map(\.name).joined(separator: ", ")
                throw Failure(.configuration, "there is no sink \(sink) in \(common.config ?? ""); it has \(names)")
            }
            let database = PostgresDatabase(settings)
            let source = try await SourceCheck.identify(database)
            let survey = try await reader(database).survey()
            describe(survey)
            guard !dryRun, survey.changes > 0 else { return }
            if let output {
                try await ReplayExport(reader: reader(database), source: source, total: survey.changes, rate: rate)
                    .write(to: output, from: range.from)
            } else if let sink {
                try await ReplayWatch(queue: ReplayQueue(database: database), sink: sink, total: survey.changes)
                    .run(range, rate: rate)
            }
            await database.close()
        }
    }

    private var range: ReplayRange {
        var relation: RelationName?
        if let table, case .table(let name)? = try? TablePattern(table) { relation = name }
        return ReplayRange(
            from: SequenceNumber(rawValue: from), to: SequenceNumber(rawValue: to), table: relation, key: key)
    }

    private func reader(_ database: PostgresDatabase) -> RangeReader {
        RangeReader(
            database: database, range: range,
            limits: BatchLimits(changes: min(5_000, rate ?? .max), bytes: 8 << 20))
    }

    /// Says what the range holds, and what it does not hold.
    private func describe(_ survey: RangeReader.Survey) {
        var lines = [
            survey.changes == 0
                ? "No change is stored in the range \(from) to \(to)\(filterText)."
                : "\(Figures.changes(survey.changes)) in the range \(from) to \(to)\(filterText), seq \(survey.first) to \(survey.last)."
        ]
        if survey.removedThrough > .zero, survey.removedThrough.rawValue >= from {
            lines.append(
                "Part of the range is gone: retention has removed changes up to seq \(survey.removedThrough).")
        }
        if survey.newest.rawValue < to {
            lines.append("The range reaches beyond the newest change, seq \(survey.newest).")
        }
        if survey.openTransactions > 0 {
            lines.append(
                """
                \(Figures.count(survey.openTransactions, "transaction has", "transactions have")) captured changes and not \
                ended yet; what is committed later is not part of this replay.
                """)
        }
        lines.forEach { Terminal.error($0) }
    }

    private var filterText: String {
        (table.map { " of \($0)" } ?? "") + (key.map { " with the key \($0)" } ?? "")
    }
}
