import Logging
import PostgresClient
import TailraceCore

/// What all pipelines of a process share.
struct RelaySurroundings: Sendable {
    /// Makes a way to the source database that connects when it is used: each pipeline reads and marks over its own.
    let connect: @Sendable () -> PostgresDatabase
    /// The connection for leases and replay requests, shared by all.
    let control: PostgresDatabase
    let source: SourceIdentity
    /// This process, in leases and messages.
    let owner: String
    let options: RelayOptions
    let meter: RelayMeter
    let logger: Logger
}
