import Logging
import PostgresClient
import TailraceCore

/// What all pipelines of a process share.
struct RelaySurroundings: Sendable {
    /// The connections over which all pipelines read and mark. Each is borrowed for one look, page or mark, and never
    /// while a sink works: nothing that is done with one waits for longer than a short `lock_timeout`.
    let stream: PostgresDatabase
    /// The connections for leases and requests, apart from the others: a lease must be renewed however much is read.
    let control: PostgresDatabase
    /// The connections for replays, which may have to look through all that is stored.
    let replay: PostgresDatabase
    /// The housekeeper's connection.
    let housekeeping: PostgresDatabase
    let source: SourceIdentity
    /// The epochs that the source had before.
    let formerEpochs: Set<String>
    /// This process, in leases and messages.
    let owner: String
    let shares: ShareWatch
    let options: RelayOptions
    let meter: RelayMeter
    let logger: Logger

    /// Closes every connection.
    func close() async {
        for database in [stream, control, replay, housekeeping] { await database.close() }
    }
}
