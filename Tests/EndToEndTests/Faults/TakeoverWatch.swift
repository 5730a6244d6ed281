import PostgresClient
import PostgresTesting
import Synchronization

/// Measures how long a sink gets nothing after the relay that served it was killed or frozen: up to the first mark of
/// another.
final class TakeoverWatch: Sendable {
    /// A takeover that has come to its end.
    struct Stall: Sendable {
        let kind: FaultKind
        let sink: String
        let time: Duration
        /// Whether nothing else was done in the meantime.
        let isUndisturbed: Bool
    }

    private struct Row {
        var owner: String
        var epoch: Int64
        var delivered: Int64
    }

    private struct Open {
        let process: Int32
        let kind: FaultKind
        let sink: String
        let epoch: Int64
        let began: ContinuousClock.Instant
        let faultsBefore: Int
        let wasQuiet: Bool
        /// What the sink had when its new owner was first seen.
        var atTakeover: (epoch: Int64, delivered: Int64)?
    }

    private struct State {
        var rows: [String: Row] = [:]
        var open: [Open] = []
        var stalls: [Stall] = []
    }

    private let database: TestDatabase
    private let faults: FaultTally
    private let state = Mutex(State())

    init(_ database: TestDatabase, _ faults: FaultTally) {
        self.database = database
        self.faults = faults
    }

    var stalls: [Stall] { state.withLock(\.stalls) }

    /// The number of the process that serves a sink.
    func owner(of sink: String) -> Int32? {
        state.withLock { $0.rows[sink].flatMap { Self.process($0.owner) } }
    }

    /// A process that may serve sinks has been killed or frozen.
    func lost(_ process: Int32, _ kind: FaultKind) {
        let (begun, isQuiet) = (faults.begun, faults.underWay.count <= 1)
        state.withLock { state in
            for (sink, row) in state.rows where Self.process(row.owner) == process {
                state.open.append(
                    Open(
                        process: process, kind: kind, sink: sink, epoch: row.epoch, began: .now, faultsBefore: begun,
                        wasQuiet: isQuiet))
            }
        }
    }

    /// A frozen process goes on. Where nobody has taken over, there was no takeover to measure.
    func returned(_ process: Int32) {
        state.withLock { state in
            state.open.removeAll { $0.process == process && $0.atTakeover == nil }
        }
    }

    /// `HOST:PID:CHANCE`
    private static func process(_ owner: String) -> Int32? {
        owner.split(separator: ":").dropFirst().first.flatMap { Int32($0) }
    }

    /// Watches the sinks until the task is cancelled.
    func run() async throws {
        while true {
            do {
                let connection = try await database.connect(applicationName: "watch")
                while true {
                    try await look(connection)
                    try await Task.sleep(for: .milliseconds(20))
                }
            } catch is PostgresError {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func look(_ connection: PostgresConnection) async throws {
        var rows: [String: Row] = [:]
        for row in try await connection.query(
            "select name, coalesce(owner, '') as owner, epoch, delivered from tailrace.sink")
        {
            rows[try row.get("name")] = Row(
                owner: try row.get("owner"), epoch: try row.get("epoch"), delivered: try row.get("delivered"))
        }
        let (now, begun) = (ContinuousClock.now, faults.begun)
        state.withLock { state in
            state.rows = rows
            var open: [Open] = []
            for var stall in state.open {
                guard let row = rows[stall.sink] else { continue }
                if row.epoch == stall.epoch {
                    open.append(stall)
                } else if let before = stall.atTakeover,
                    row.delivered > before.delivered
                {
                    state.stalls.append(
                        Stall(
                            kind: stall.kind, sink: stall.sink, time: stall.began.duration(to: now),
                            isUndisturbed: stall.wasQuiet && begun == stall.faultsBefore))
                } else {
                    if stall.atTakeover?.epoch != row.epoch { stall.atTakeover = (row.epoch, row.delivered) }
                    open.append(stall)
                }
            }
            state.open = open
        }
    }
}
