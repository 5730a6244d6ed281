import Logging
import PostgresClient
import TailraceCore

/// What all pipelines of a process share.
struct RelaySurroundings: Sendable {
    /// How to reach the source database: each pipeline reads over a connection of its own.
    let settings: PostgresSettings
    /// The connection for leases, marks and states.
    let control: PostgresDatabase
    let source: SourceIdentity
    /// This process, in leases and messages.
    let owner: String
    let options: RelayOptions
    let meter: RelayMeter
    let logger: Logger
}
