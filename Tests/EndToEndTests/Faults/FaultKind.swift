/// What can be done to a running system.
enum FaultKind: String, CaseIterable, Sendable {
    // To a relay.
    case relayKilled = "relay killed"
    case relayFrozen = "relay frozen for longer than the lease"
    case relayStopped = "relay stopped by SIGTERM"

    // To the way between a relay and the database.
    case connectionsReset = "connections reset"
    case connectionsFinished = "connections ended"
    case connectionsHalfClosed = "connections half closed"
    case connectionsDelayed = "packets late"
    case connectionsTrickling = "byte by byte"
    case connectionsSilent = "black hole"
    case connectionsMuted = "connections forgotten"
    case connectionsRefused = "connections refused"
    case answersSwallowed = "answers swallowed"

    // To the database.
    case serverStopped = "server stopped at once"
    case postmasterKilled = "postmaster killed"
    case backendKilled = "backend killed"
    case sessionsEnded = "relays' sessions ended"
    case serverDiskFull = "server's log disk full"
    case clockForward = "server's clock put forward"
    case clockBack = "server's clock put back"

    // To the sinks.
    case sinkDiskFull = "sink's disk full"
    case sinkFilesFull = "sink's disk takes no file"
    case sinkFolderLocked = "sink's folder not writable"

    case changePoisoned = "change that a sink refuses"

    static let relay: [FaultKind] = [.relayKilled, .relayFrozen, .relayStopped]
    static let network: [FaultKind] = [
        .connectionsReset, .connectionsFinished, .connectionsHalfClosed, .connectionsDelayed, .connectionsTrickling,
        .connectionsSilent, .connectionsMuted, .connectionsRefused, .answersSwallowed,
    ]
    static let server: [FaultKind] = [
        .serverStopped, .postmasterKilled, .backendKilled, .sessionsEnded, .serverDiskFull, .clockForward, .clockBack,
    ]
    static let sink: [FaultKind] = [.sinkDiskFull, .sinkFilesFull, .sinkFolderLocked, .changePoisoned]
}
