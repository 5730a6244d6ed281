import ArgumentParser
import Outbox
import PostgresClient
import TailraceCore

struct ReanchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "re-anchor",
        abstract: "Go on after the source was restored, copied, upgraded, or has lost what sinks have.",
        discussion: """
            Says what has become of the database, and for each sink where it stands, what it would be given again and \
            what it would not be given; then asks. `--from mark`, the default, goes on behind everything that the \
            database knows to have been delivered, after a dump and restore too. Positions that sinks have stored \
            themselves do not count any more: a file is continued behind its end. Sequence numbers are left out, so that \
            no change gets the id of one that was lost. Where the database is another one than before, it gets a new \
            identity, so that whoever still uses the old one is fenced; a running relay then has to be started again.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("Only this sink; others go on from their marks, where they have to.", valueName: "name"))
    var sink: String?
    @Option(
        help: "Where to go on: behind the mark, with the oldest change stored, or with what is committed from now on.")
    var from: SourceAnchor.Start = .mark
    @Flag(help: "Say what it would do, and do nothing.") var dryRun = false
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            if let sink { try configuration.check(sink: sink, file: common.config) }
            let database = PostgresDatabase(settings)
            let anchor = SourceAnchor(database: database)
            let plan = try await anchor.plan(sink, from: from)
            if let sink, !plan.sinks.contains(where: { $0.name == sink }) { throw Failure.unknownSink(sink) }
            ReanchorPage(plan: plan).lines.forEach { Terminal.error($0) }
            if !dryRun {
                try Terminal.confirm("Go on like that?", unless: yes)
                let done = try await apply(anchor)
                Terminal.output(
                    done.change.needsNewIdentity
                        ? "Done: the source has a new identity. Run `tailrace setup`, then `tailrace run`."
                        : "Done. A running relay goes on by itself.")
            }
            await database.close()
        }
    }

    private func apply(_ anchor: SourceAnchor) async throws -> SourceAnchor.Plan {
        do {
            return try await anchor.apply(sink, from: from)
        } catch let error as PostgresError
            where error.sqlState == .lockNotAvailable || error.sqlState == .serializationFailure
        {
            throw Failure(
                .failed,
                "a relay or somebody else keeps the sinks' rows busy: \(error). Nothing is changed; stop it and try again"
            )
        }
    }
}

extension SourceAnchor.Start: ExpressibleByArgument {}

/// What `re-anchor` would do, for people.
struct ReanchorPage {
    let plan: SourceAnchor.Plan

    var lines: [String] {
        var lines = [headline]
        if plan.sinks.isEmpty { lines.append("No sink has a position yet.") }
        for sink in plan.sinks { lines += describe(sink) }
        if plan.change == .copied {
            lines.append("The stored changes get transaction ids of this cluster: each is written once more.")
        }
        lines.append(
            "\(Figures.count(plan.leap)) sequence numbers are left out: no change gets the id of one that was lost.")
        return lines
    }

    private var headline: String {
        switch plan.change {
        case .none:
            plan.sinks.contains { $0.doubt != nil }
                ? "The server may have lost changes that sinks have."
                : "The server is where it was when its history was noted, timeline \(plan.present.timeline)."
        case .branched:
            """
            A replica was promoted, or the server was restored to a point in time: timeline \(plan.noted.timeline) became \
            \(plan.present.timeline).
            """
        case .upgraded:
            """
            The database was brought into another cluster together with its transaction ids, as pg_upgrade does. Go on only \
            when nothing uses the old one any more.
            """
        case .duplicated:
            """
            This database is a copy of another one in the same cluster. Go on only when it takes the other's place: both \
            would send changes with the same ids.
            """
        case .copied:
            """
            The database was restored from a dump, or its rows were copied otherwise. Go on only when it takes the \
            original's place: both would send changes with the same ids.
            """
        }
    }

    private func describe(_ sink: SourceAnchor.SinkPlan) -> [String] {
        var lines = [
            "\(sink.name): delivered up to seq \(sink.highest) as far as the database knows; goes on \(place(sink))."
        ]
        lines.append(
            "  \(Figures.changes(sink.given)) of \(Figures.count(sink.stored)) stored would be given to it\(range(sink))"
        )
        switch sink.start {
        case .mark: break
        case .earliest:
            lines.append("  \(Figures.changes(sink.stored - sink.pending)) of those were delivered before")
        case .now where sink.pending > 0:
            lines.append("  LOST TO IT: \(Figures.changes(sink.pending)) that it has not been given would never be")
        case .now: break
        }
        if let doubt = sink.doubt {
            lines.append("  it has changes up to seq \(doubt); what the server has lost of them stays with it")
            if sink.doubtful > 0, sink.start != .now {
                lines.append(
                    """
                      \(Figures.changes(sink.doubtful)) would come with a number that it has seen: the same change again, or \
                    another one, captured since the server went on. Whoever leaves out known ids leaves those out
                    """)
            }
        }
        if sink.isServed {
            lines.append(
                """
                  a relay serves it now; it stops delivering from the old position, and the batch that it has in hand may \
                be given again
                """)
        }
        return lines
    }

    private func place(_ sink: SourceAnchor.SinkPlan) -> String {
        switch sink.start {
        case .mark: "from there"
        case .earliest: "with the oldest change stored"
        case .now: "with what is committed from now on"
        }
    }

    private func range(_ sink: SourceAnchor.SinkPlan) -> String {
        guard sink.start == .mark, sink.pending > 0 else { return "" }
        return ", seq \(sink.pendingRange.lowerBound) to \(sink.pendingRange.upperBound)"
    }
}
