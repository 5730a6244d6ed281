import ArgumentParser

/// How long a command waits for an application's locks.
struct LockOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait for a table's lock, in seconds.", valueName: "seconds"))
    var lockTimeout = 5.0

    var patience: Duration { .seconds(lockTimeout) }

    func validate() throws {
        guard lockTimeout >= 0.001, lockTimeout <= 3600 else {
            throw ValidationError("--lock-timeout takes 0.001 to 3600 seconds")
        }
    }
}
