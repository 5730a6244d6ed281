import ArgumentParser
import Capture
import PostgresClient

struct UninstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall",
        abstract: "Remove the triggers, the schema tailrace and everything in it.",
        discussion: """
            Leaves nothing behind: changes that have not been delivered and the sinks' positions are gone for good. \
            Files and other destinations stay as they are. Stop the relay first.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup var locks: LockOptions

    func run() async throws {
        try await common.withDatabase { _, settings in
            let connection = try await PostgresConnection.connect(settings)
            let uninstall = Uninstall(lockTimeout: locks.patience)
            guard let inventory = try await uninstall.inventory(connection) else {
                Terminal.output("Nothing to do: Tailrace is not installed in \(settings.endpoint).")
                return
            }
            Terminal.error(
                """
                This removes from \(settings.endpoint):
                  the capture of \(Figures.tables(inventory.tables.count)): \
                \(inventory.tables.joined(separator: ", "))
                  the outbox with \(inventory.changes >= 1_000_000 ? "more than " : "")\(Figures.changes(inventory.changes))
                  the sinks' positions: \(inventory.sinks.isEmpty ? "none yet" : inventory.sinks.joined(separator: ", "))
                """)
            if !yes {
                guard Terminal.inputIsTerminal else {
                    throw Failure(.usage, "nobody is there to confirm it; add --yes to remove it all the same")
                }
                guard Terminal.confirms("Remove it?") else {
                    throw Failure(.failed, "nothing has been removed")
                }
            }
            try await uninstall.apply(connection)
            Terminal.output("Done: nothing of Tailrace is left in the database.")
            await connection.close()
        }
    }
}
