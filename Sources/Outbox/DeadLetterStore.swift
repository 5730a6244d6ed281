import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// The changes that are kept aside for a sink, as the relay that serves it uses them. Whatever it writes is durable when a
/// call returns, and is refused when the lease is lost.
public struct DeadLetterStore: Sendable {
    private let database: PostgresDatabase
    private let source: SourceIdentity?
    private let lease: Lease

    /// Makes a store.
    /// - Parameters:
    ///   - database: the connection.
    ///   - source: the installation that the lease was taken from; nil for any.
    ///   - lease: the lease of the sink.
    public init(database: PostgresDatabase, source: SourceIdentity?, lease: Lease) {
        self.database = database
        self.source = source
        self.lease = lease
    }

    /// Why a change is kept aside.
    public struct Refusal: Sendable {
        /// What is done about it.
        public let policy: PoisonPolicy
        /// What the sink said.
        public let reason: String
        /// How often it was tried.
        public let tries: Int

        /// Describes a refusal.
        public init(policy: PoisonPolicy, reason: String, tries: Int) {
            self.policy = policy
            self.reason = reason
            self.tries = tries
        }
    }

    /// Which of the kept changes can go, and what has to wait.
    /// - Throws: `PostgresError`.
    public func plan(at position: Position, pausedTables: Set<RelationName>) async throws -> ReleasePlan {
        try await database.perform { session in
            var builder = ChangeBatchBuilder()
            var marks: [KeptMark] = []
            _ = try session.stream(PostgresStatement(Queries.keptChanges.text), [.text(lease.sink)]) { row in
                try builder.append(row)
                marks.append(
                    KeptMark(
                        policy: try row.text(6).flatMap(PoisonPolicy.init),
                        request: try row.text(7).flatMap(LetterRequest.init)))
                return true
            }
            return ReleasePlan(
                kept: builder.build(.replay), marks: marks, position: position, pausedTables: pausedTables)
        }
    }

    /// Reads kept changes, by ascending sequence numbers.
    /// - Returns: as many of them, from the first, as fit into a batch.
    /// - Throws: `PostgresError`.
    public func read(_ numbers: some Collection<SequenceNumber> & Sendable, _ limits: BatchLimits) async throws
        -> ChangeBatch
    {
        try await database.perform { session in
            var builder = ChangeBatchBuilder()
            _ = try session.stream(
                PostgresStatement(Queries.readKept.text),
                [.text(lease.sink), .integers(numbers.prefix(limits.changes).map(\.rawValue))]
            ) { (row) throws(PostgresError) in
                try builder.append(row)
                return builder.byteCount < limits.bytes
            }
            return builder.build(.replay)
        }
    }

    /// Keeps stored changes aside; those that are kept already stay as they are.
    /// - Parameters:
    ///   - numbers: which ones.
    ///   - refusal: why; nil for changes that only wait.
    /// - Returns: how many were not kept before.
    /// - Throws: `LeaseLost`, `PostgresError`, `ChangesGone` when the outbox does not have them any more.
    public func keep(_ numbers: [SequenceNumber], _ refusal: Refusal?, afterMark mark: Int64) async throws -> Int {
        FaultPoint.reach(.beforeKeep)
        let parameters =
            guardParameters + [
                .integers(numbers.map(\.rawValue)), .text(refusal?.policy.rawValue), .text(refusal?.reason),
                .integer(refusal?.tries ?? 0), .integer(mark),
            ]
        let row = try await database.perform { session in
            try session.query(OutboxStatement.keepChanges, parameters)
        }[0]
        guard try row.get("owners", as: Int64.self) > 0 else { throw LeaseLost(of: lease) }
        guard try row.get("missing", as: Int64.self) == 0 else { throw ChangesGone(sink: lease.sink) }
        FaultPoint.reach(.afterKeep)
        return Int(try row.get("kept", as: Int64.self))
    }

    /// Notes that kept changes are about to be delivered, and no others.
    /// - Returns: the revision that the sink is to store with them.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func claim(_ numbers: [SequenceNumber]) async throws -> Int64 {
        let row = try await guarded(Queries.claimRelease, [.integers(numbers.map(\.rawValue))])
        return try row.get("revision")
    }

    /// Keeps changes no more.
    /// - Parameter delivered: whether that is because they have been delivered.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func forget(_ numbers: [SequenceNumber], delivered: Bool) async throws {
        _ = try await guarded(
            Queries.forgetKept, [.integers(numbers.map(\.rawValue)), .integer(delivered ? numbers.count : 0)])
    }

    /// Notes that a kept change has been refused again.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func refuse(_ number: SequenceNumber, policy: PoisonPolicy, reason: String) async throws {
        _ = try await guarded(
            Queries.refuseAgain, [.integer(number.rawValue), .text(policy.rawValue), .text(reason)])
    }

    /// After a crash: finds out which changes that were about to be delivered the sink has.
    /// - Parameter revision: what the sink has stored; 0 where it stores none.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func settle(revision: Int64) async throws {
        _ = try await guarded(Queries.settleReleases, [.integer(revision)])
    }

    /// What an operator has asked of the sink.
    /// - Throws: `LeaseLost`, `PostgresError`.
    public func levers() async throws -> SinkLevers {
        let row = try await guarded(OutboxStatement.readLevers, [])
        let tables = try JSONDecoder().decode(
            [[String]].self, from: Data(row.get("paused_tables", as: String.self).utf8))
        return SinkLevers(
            isPaused: try row.get("is_paused"),
            pausedTables: Set(tables.map { RelationName(schema: $0[0], name: $0[1]) }),
            hasRequests: try row.get("has_requests"))
    }

    private var guardParameters: [PostgresParameter] {
        [.text(lease.sink), .integer(lease.epoch), .text(source?.epoch)]
    }

    private func guarded(_ query: SQLFile, _ parameters: [PostgresParameter]) async throws -> PostgresRow {
        try await guarded(PostgresStatement(query.text), parameters)
    }

    private func guarded(_ statement: PostgresStatement, _ parameters: [PostgresParameter]) async throws -> PostgresRow
    {
        let parameters = guardParameters + parameters
        guard let row = try await database.perform({ try $0.query(statement, parameters) }).first else {
            throw LeaseLost(of: lease)
        }
        return row
    }
}

/// Changes that are to be kept aside are not in the outbox any more.
public struct ChangesGone: Error, CustomStringConvertible {
    let sink: String

    /// A sentence for people.
    public var description: String {
        "changes that the sink \(sink) has not been given are gone from the outbox; move it on with `tailrace seek`"
    }
}

extension LeaseLost {
    init(of lease: Lease) {
        self.init("another relay has taken over the sink \(lease.sink), or its position is being moved")
    }
}

extension PostgresStreamedRow {
    fileprivate func text(_ column: Int) throws(PostgresError) -> String? {
        try bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }
}
