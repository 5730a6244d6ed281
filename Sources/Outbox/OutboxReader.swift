import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// Reads the outbox window after window, ahead of delivery.
public actor OutboxReader {
    private let database: PostgresDatabase
    private let limits: BatchLimits
    private let source: SourceIdentity?
    private let history: SourceHistory?
    private var cursor: WindowCursor

    /// How soon to ask again whether a window is on the server's disk, in microseconds.
    private static let flushPollInterval: UInt32 = 1_000
    /// How often to ask before seeing to it: mostly another commit comes along.
    private static let patientFlushPolls = 5

    /// Makes a reader.
    /// - Parameters:
    ///   - database: a connection that nobody else keeps busy for long.
    ///   - position: where to begin.
    ///   - limits: the bounds of a batch.
    ///   - source: the installation to read from; changes of one that has taken its place since are not read. Nil to read
    ///     from any.
    ///   - history: the history that the position belongs to: on a branch of it nothing is read. Nil to read on any.
    public init(
        database: PostgresDatabase, position: Position, limits: BatchLimits, source: SourceIdentity? = nil,
        history: SourceHistory? = nil
    ) {
        self.database = database
        self.source = source
        self.history = history
        self.limits = limits
        cursor = WindowCursor(position: position)
    }

    /// Looks once: reads as much of the open window as fits into a batch, or opens the next window.
    /// - Throws: `PostgresError`, `SourceProblem`, `LeaseLost` when the server is in another history; the reader stays where it was, and may be asked again.
    public func read() async throws -> WindowReading {
        let start = cursor.position
        var next = cursor
        if case .look(let search) = next.next {
            try await open(search, &next)
        }
        let batch = next.position.window == nil ? nil : try await readPages(&next)
        cursor = next
        return WindowReading(
            batch: batch, start: start, end: next.position, hasMore: next.position.window != nil)
    }

    private func open(_ search: StragglerSearch, _ cursor: inout WindowCursor) async throws {
        let (source, history) = (source, history)
        // All on one connection: a server that crashes meanwhile breaks it, and what was seen does not count.
        let (upTo, stragglers) = try await database.perform { session in
            let row = try session.query(
                OutboxStatement.lookForStragglers,
                [
                    .integers(search.since.inProgress), .integer(search.since.xmax),
                    .integer(search.highest.rawValue), .text(search.upTo?.description),
                ])[0]
            guard try source == nil || row.get("installation") == source?.epoch else {
                throw SourceProblem.otherSource
            }
            guard try history == nil || row.get("history", as: String?.self) == history?.description else {
                throw LeaseLost("the server's history has changed")
            }
            try SourceCheck.check(schemaVersion: Int(row.get("schema_version", as: Int32?.self) ?? 0))
            let upTo = try Snapshot(row.get("up_to", as: String.self))
            guard upTo.xmax >= search.since.xmax else {
                throw SourceProblem.backInTime(from: search.since, to: upTo)
            }
            if try upTo != search.since && !row.get("is_flushed") {
                try Self.waitUntilDurable(row.get("written_up_to"), session)
            }
            return (upTo, try PostgresArray.integers(row.get("stragglers", as: String.self)))
        }
        cursor.found(snapshot: upTo, stragglers: stragglers)
    }

    /// Waits until everything that a snapshot shows is on the server's disk. A crash undoes commits that nobody waited
    /// for, the relay's own marks among them, and gives their transaction ids to others: a position that counts such an
    /// id as seen would hide the change that gets it.
    private static func waitUntilDurable(_ place: String, _ session: PostgresSession) throws {
        for poll in 1... {
            usleep(flushPollInterval)
            let isFlushed: Bool = try session.query(OutboxStatement.isFlushed, [.text(place)]).single()
            if isFlushed { return }
            guard poll == patientFlushPolls else { continue }
            do {
                try session.query(OutboxStatement.makeDurable)
            } catch {
                // Where it is not allowed, the server's own writer gets there soon.
                guard error.sqlState == .insufficientPrivilege else { throw error }
            }
        }
    }

    /// Reads as much of the open window as fits into a batch. Never beyond its end, where a position can be stored.
    private func readPages(_ cursor: inout WindowCursor) async throws -> ChangeBatch? {
        let (start, limits) = (cursor, limits)
        let (batch, end) = try await database.perform { session in
            var cursor = start
            var builder = ChangeBatchBuilder()
            while builder.count < limits.changes, builder.byteCount < limits.bytes, cursor.position.window != nil {
                try Self.readPage(&builder, &cursor, limits, session)
            }
            return (builder.count > 0 ? builder.build(.live(end: cursor.position)) : nil, cursor)
        }
        cursor = end
        return batch
    }

    private static func readPage(
        _ builder: inout ChangeBatchBuilder, _ cursor: inout WindowCursor, _ limits: BatchLimits,
        _ session: PostgresSession
    ) throws {
        let statement: PostgresStatement
        let parameters: [PostgresParameter]
        switch cursor.next {
        case .look: return
        case .readStragglers(let page):
            statement = OutboxStatement.readStragglers
            parameters = [.integers(page.xids), .integer(page.after.rawValue), .integer(page.highest.rawValue)]
        case .readRest(let page):
            statement = OutboxStatement.readRest
            parameters = [
                .integer(page.after.rawValue), .text(page.upTo.description), .text(page.since.description),
            ]
        }
        let (wanted, before) = (limits.changes - builder.count, builder.count)
        let isWhole = try session.stream(statement, parameters + [.integer(wanted)]) { (row) throws(PostgresError) in
            try builder.append(row)
            return builder.byteCount < limits.bytes
        }
        let read = builder.count - before
        cursor.pageRead(last: read > 0 ? builder.lastSequence : nil, isLast: isWhole && read < wanted)
    }
}
