import ArgumentParser
import Capture
import Configuration
import PostgresClient
import Synchronization

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Install the capture, or bring it up to what the configuration says.",
        discussion: """
            Compares the database with the configuration, says what differs, and does it in one transaction: the \
            schema tailrace, and triggers on the configured tables. Run it again whenever the configuration, the \
            tables' keys or Tailrace itself have changed; when nothing differs, nothing is done. Creating a trigger \
            waits for transactions that write to the table, for no longer than --lock-timeout.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Print the SQL and change nothing.") var dryRun = false
    @Flag(help: "Allow a configuration without tables to end the capture of all.") var removeAll = false
    @Option(
        help: ArgumentHelp(
            "A role that relays connect as: it gets the rights that run, replay and status need.",
            discussion: """
                Repeat it for several. Those named are all there are: others lose theirs. Without it, nothing changes \
                for the roles that were named before.
                """,
            valueName: "role"))
    var relayRole: [String] = []
    @Flag(help: "Take the relay's rights from every role that has been given them.") var noRelayRole = false
    @OptionGroup var locks: LockOptions

    func validate() throws {
        guard relayRole.isEmpty || !noRelayRole else {
            throw ValidationError("--relay-role and --no-relay-role exclude each other")
        }
        guard !relayRole.contains("") else { throw ValidationError("--relay-role takes the name of a role") }
    }

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            try await run(configuration.required, settings)
        }
    }

    private func run(_ configuration: TailraceConfiguration, _ settings: PostgresSettings) async throws {
        let timeout = locks.patience
        let setup = Setup(
            tables: configuration.tables, sourceName: configuration.source, lockTimeout: timeout,
            mayRemoveAll: removeAll, relayRoles: relayRole.isEmpty && !noRelayRole ? nil : relayRole,
            capturesDDL: configuration.captureDDL)
        let connection = try await PostgresConnection.connect(settings)
        let plan: CapturePlan
        if dryRun {
            plan = try await setup.plan(connection)
            if plan.steps.isEmpty {
                Terminal.error(Self.nothingToDo(plan))
            } else {
                Terminal.output(plan.script(lockTimeout: timeout), terminator: "")
            }
        } else {
            let isTold = Atomic(false)
            plan = try await setup.apply(connection) { plan in
                // Once: it may have to begin anew while a table is locked.
                guard !plan.steps.isEmpty, !isTold.exchange(true, ordering: .relaxed) else { return }
                Terminal.output("Plan for \(settings.endpoint):")
                for step in plan.steps {
                    Terminal.output("  \(step.kind.rawValue) \(step.title)")
                    for detail in step.details {
                        Terminal.output("      \(detail)")
                    }
                }
            }
            Terminal.output(
                plan.steps.isEmpty
                    ? Self.nothingToDo(plan) : "Done: \(Figures.tables(plan.tables.count)) captured.")
        }
        for warning in plan.warnings {
            Terminal.error("! \(warning.subject): \(warning.problem); \(warning.repair)")
        }
        await connection.close()
    }

    private static func nothingToDo(_ plan: CapturePlan) -> String {
        "Nothing to do: \(Figures.tables(plan.tables.count)) captured as configured."
    }
}
