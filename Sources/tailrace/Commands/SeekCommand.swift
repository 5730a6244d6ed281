import ArgumentParser
import Outbox
import PostgresClient
import TailraceCore

struct SeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seek",
        abstract: "Move a sink to another position: leave changes out, or send them again.",
        discussion: """
            Counts first what the sink would not be given, and what it would be given again, and asks. A running relay \
            goes on from the new position within a second. With a sequence number, what is committed with a higher one \
            is delivered, now or later; and everything of the transactions that are in progress now. What is kept aside \
            stays: see `tailrace dead-letters`. To send a range again beside live delivery, use `tailrace replay`.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("The sink.", valueName: "name")) var sink: String
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Behind this sequence number, or to now or earliest.", valueName: "seq|now|earliest"),
        completion: .list(["now", "earliest"]))
    var to: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @Flag(help: "Say what it would do, and do nothing.") var dryRun = false

    func validate() throws {
        guard target != nil else {
            throw ValidationError("--to takes a sequence number, now or earliest, not '\(to)'")
        }
    }

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            try configuration.check(sink: sink, file: common.config)
            let database = PostgresDatabase(settings)
            _ = try await SourceCheck.identify(database)
            let control = SinkControl(database: database)
            guard let target, let plan = try await control.planSeek(sink, to: target) else {
                throw Failure.unknownSink(sink)
            }
            if case .sequence(let number) = target, number > plan.newest {
                throw Failure(
                    .usage,
                    "seq \(number) has not been given to a change yet, the newest is \(plan.newest); use --to now")
            }
            describe(plan)
            guard !dryRun else { return }
            try Terminal.confirm("Move it?", unless: yes)
            try await control.seek(sink, to: target, newest: plan.newest, by: Person.name)
            await database.close()
            Terminal.output("Done: \(sink) goes on \(place).")
        }
    }

    private func describe(_ plan: SinkControl.SeekPlan) {
        var lines = ["\(sink) is at seq \(plan.highest), and would go on \(place)."]
        if plan.skipped > 0 { lines.append("  \(Figures.changes(plan.skipped)) would never be given to it") }
        if plan.again > 0 { lines.append("  \(Figures.changes(plan.again)) would be given to it again") }
        if plan.skipped + plan.again == 0 { lines.append("  no stored change would be left out or sent again") }
        let isBeforeRetention: Bool =
            switch target {
            case .sequence(let number): number < plan.removedThrough
            case .earliest: plan.removedThrough > .zero
            case .now, nil: false
            }
        if isBeforeRetention {
            lines.append("  retention has removed changes up to seq \(plan.removedThrough): those are gone")
        }
        lines.forEach { Terminal.error($0) }
    }

    private var place: String {
        switch target {
        case .sequence(let number): "behind seq \(number)"
        case .earliest: "with the oldest change stored"
        case .now, nil: "with what is committed from now on"
        }
    }

    private var target: SinkControl.Target? {
        switch to {
        case "now": .now
        case "earliest": .earliest
        default: Int64(to).flatMap { $0 >= 0 ? .sequence(SequenceNumber(rawValue: $0)) : nil }
        }
    }
}
