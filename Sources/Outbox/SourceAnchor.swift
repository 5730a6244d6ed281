import PostgresClient
import TailraceCore
import TailraceSQL

/// Has a source go on after it has become another one: restored, copied, upgraded, or without what sinks have.
public struct SourceAnchor: Sendable {
    private let database: PostgresDatabase

    /// How often it is begun anew when something else that it changes is changed meanwhile.
    private static let attempts = 10

    /// Makes an anchor over a connection.
    public init(database: PostgresDatabase) {
        self.database = database
    }

    /// Where a sink goes on.
    public enum Start: String, CaseIterable, Sendable {
        /// Behind everything that the database knows to have been delivered.
        case mark
        /// With the oldest change that is stored.
        case earliest
        /// With what is committed from now on.
        case now
    }

    /// What would become of a sink.
    public struct SinkPlan: Sendable {
        /// Its name.
        public let name: String
        /// Where it goes on.
        public let start: Start
        /// The highest sequence number that the database knows to have been delivered.
        public let highest: SequenceNumber
        /// The highest one that the sink has, where the server may have lost some of that.
        public let doubt: SequenceNumber?
        /// How many changes are stored.
        public let stored: Int64
        /// How many of them are not behind the mark.
        public let pending: Int64
        /// The lowest and the highest sequence number among those.
        public let pendingRange: ClosedRange<Int64>
        /// How many of those have a number that the sink may have seen, on this change or on one that is lost.
        public let doubtful: Int64
        /// Whether a relay serves it now.
        public let isServed: Bool

        /// How many changes it would be given, of those stored.
        public var given: Int64 {
            switch start {
            case .mark: pending
            case .earliest: stored
            case .now: 0
            }
        }
    }

    /// What would be done.
    public struct Plan: Sendable {
        /// What has become of the source.
        public let change: SourceChange
        /// The history that was noted.
        public let noted: SourceHistory
        /// The one that the server is in.
        public let present: SourceHistory
        /// The sinks.
        public let sinks: [SinkPlan]
        /// How many sequence numbers are left out.
        public var leap: Int64 { SinkLedger.sequenceLeap }
    }

    /// Looks at what would be done, and does nothing.
    /// - Parameters:
    ///   - sink: the only one that `start` is for; nil for all. Others go on from their marks, and only where they have to.
    ///   - start: where to go on.
    /// - Throws: `PostgresError`; `SourceProblem` when nothing is installed.
    public func plan(_ sink: String?, from start: Start) async throws -> Plan {
        try await database.perform { session in
            try session.transaction(
                TransactionOptions(isolation: .repeatableRead, readOnly: true, ignoresSessionSettings: true)
            ) { session in
                try Self.plan(sink, from: start, session)
            }
        }
    }

    /// Does it, in one transaction.
    /// - Returns: what has been done.
    /// - Throws: as ``plan(_:from:)``; nothing has been changed then.
    @discardableResult
    public func apply(_ sink: String?, from start: Start) async throws -> Plan {
        var attempt = 1
        while true {
            do {
                return try await database.perform { session in
                    try session.transaction(
                        TransactionOptions(isolation: .repeatableRead, ignoresSessionSettings: true)
                    ) {
                        session in
                        try Self.apply(sink, from: start, session)
                    }
                }
            } catch let error as PostgresError where error.sqlState == .serializationFailure && attempt < Self.attempts
            {
                attempt += 1
            }
        }
    }

    private static func plan(_ sink: String?, from start: Start, _ session: PostgresSession) throws -> Plan {
        let source = try SourceCheck.inspect(session)
        var sinks: [SinkPlan] = []
        for row in try session.query(
            PostgresStatement(Queries.planReanchor.text), [.bool(source.change == .copied)])
        {
            let name: String = try row.get("name")
            guard sink == nil || sink == name || source.change.needsNewIdentity else { continue }
            sinks.append(
                SinkPlan(
                    name: name, start: sink == nil || sink == name ? start : .mark,
                    highest: SequenceNumber(rawValue: try row.get("highest_seq")),
                    doubt: try row.get("doubt_seq", as: Int64?.self).map(SequenceNumber.init(rawValue:)),
                    stored: try row.get("stored"), pending: try row.get("pending"),
                    pendingRange: try row.get(
                        "first_pending", as: Int64.self)...row.get("last_pending", as: Int64.self),
                    doubtful: try row.get("doubtful"), isServed: try row.get("is_served")))
        }
        return Plan(change: source.change, noted: source.noted, present: source.present, sinks: sinks)
    }

    private static func apply(_ sink: String?, from start: Start, _ session: PostgresSession) throws -> Plan {
        try session.execute(Queries.holdSinks.text)
        // The snapshot is taken before the transaction has an id, and does not show it.
        let row = try session.query(PostgresStatement(Queries.currentPosition.text))[0]
        let now = Position(
            snapshot: try Snapshot(row.get("snapshot", as: String.self)),
            highest: SequenceNumber(rawValue: try row.get("newest_seq")))
        let plan = try plan(sink, from: start, session)
        try session.query(PostgresStatement(Queries.commitDurably.text))
        try session.query(PostgresStatement(Queries.reanchorSequence.text), [.integer(SinkLedger.sequenceLeap)])
        var positions = Anchors(now: now, own: try session.query(PostgresStatement(Queries.ownXid.text)).single())
        if plan.change == .copied {
            let given = plan.sinks.filter { $0.start == .mark && $0.pending > 0 }.map(\.name)
            try session.query(PostgresStatement(Queries.reanchorOutbox.text), [.texts(given)])
            try session.query(PostgresStatement(Queries.reanchorKept.text))
            try session.execute(Queries.renewWitness.text)
            positions.areCopies = true
        }
        if plan.change.needsNewIdentity {
            try session.query(PostgresStatement(Queries.reanchorSource.text))
        } else if plan.change == .branched {
            try session.query(PostgresStatement(Queries.noteNewBranch.text))
        }
        for sink in plan.sinks {
            let position = positions.position(of: sink)
            try session.query(
                PostgresStatement(Queries.reanchorSink.text),
                [.text(sink.name), .text(position?.snapshot.description), .integer(position?.highest.rawValue)])
        }
        return plan
    }

    /// The positions that sinks are given.
    private struct Anchors {
        /// Behind everything that is committed, of which the present transaction is not yet.
        let now: Position
        /// The present transaction, which in copies takes what is still to be given.
        let own: UInt64
        var areCopies = false

        /// - Returns: nil to keep the mark.
        func position(of sink: SinkPlan) -> Position? {
            switch sink.start {
            case .earliest: .earliest
            case .now: areCopies ? behindOwn(now.highest) : now
            case .mark where !areCopies: nil
            case .mark where sink.pending > 0: Position(snapshot: now.snapshot, highest: sink.highest)
            case .mark: behindOwn(sink.highest)
            }
        }

        /// Behind the present transaction too; everything else that the snapshot does not show is still to come.
        private func behindOwn(_ highest: SequenceNumber) -> Position {
            let (snapshot, own) = (now.snapshot, own)
            return Position(
                snapshot: Snapshot(
                    xmin: snapshot.xmin, xmax: own + 1,
                    inProgress: snapshot.inProgress + Array(snapshot.xmax..<max(own, snapshot.xmax))),
                highest: highest)
        }
    }
}
