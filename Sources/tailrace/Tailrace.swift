import ArgumentParser

/// The command line.
struct Tailrace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tailrace",
        abstract: "Change data capture for PostgreSQL, with triggers and an ordinary role.",
        discussion: """
            Triggers write each committed change into an outbox, in the transaction that makes it; the relay reads the \
            outbox and carries the changes to sinks: in order per key, without loss, each sink at its own pace.

              tailrace setup     once, and after each change of the configuration
              tailrace run       as long as changes are to flow
              tailrace status    at any time

            The database is taken from --database, else from the configuration's key database, else from the \
            environment's DATABASE_URL, else from libpq's own PGHOST, PGUSER and so on. Results go to standard output, \
            everything else to standard error. Exit codes: 0 done; 1 the work or the check failed; 64 wrong usage; 69 \
            the database or a sink cannot be reached; 78 the configuration is wrong.
            """,
        version: "tailrace \(Version.current)",
        subcommands: [
            SetupCommand.self, RunCommand.self, StatusCommand.self, DoctorCommand.self, ReplayCommand.self,
            DeadLettersCommand.self, PauseCommand.self, ResumeCommand.self, SeekCommand.self, ForgetCommand.self,
            ReanchorCommand.self,
            UninstallCommand.self,
            ConfigurationReferenceCommand.self,
        ])
}
