import PostgresClient
import TailraceCore
import TailraceSQL

/// Reads the outbox window after window, ahead of delivery.
public actor OutboxReader {
    private let database: PostgresDatabase
    private let limits: BatchLimits
    private var cursor: WindowCursor

    /// Makes a reader.
    /// - Parameters:
    ///   - database: a connection of the reader's own.
    ///   - position: where to begin.
    ///   - limits: the bounds of a batch.
    public init(database: PostgresDatabase, position: Position, limits: BatchLimits) {
        self.database = database
        self.limits = limits
        cursor = WindowCursor(position: position)
    }

    /// Looks once: reads as much of the open window as fits into a batch, or opens the next window.
    /// - Throws: `PostgresError`; the reader stays where it was, and may be asked again.
    public func read() async throws -> WindowReading {
        let (start, limits) = (cursor, limits)
        let (reading, end) = try await database.perform { session in
            var cursor = start
            let batch = try Self.read(&cursor, limits, session)
            return (
                WindowReading(
                    batch: batch, start: start.position, end: cursor.position,
                    hasMore: cursor.position.window != nil),
                cursor
            )
        }
        cursor = end
        return reading
    }

    private static func read(
        _ cursor: inout WindowCursor, _ limits: BatchLimits, _ session: PostgresSession
    ) throws -> ChangeBatch? {
        var builder = ChangeBatchBuilder(expectedChanges: 0, bytes: 0)
        var mayLook = true
        while builder.count < limits.changes, builder.byteCount < limits.bytes {
            switch cursor.next {
            case .look(let search):
                // One window a batch: its end is a place where a position can be stored.
                guard mayLook else { return builder.buildIfAny(cursor.position) }
                mayLook = false
                let answer = try session.query(
                    OutboxStatement.lookForStragglers,
                    [
                        .integers(search.since.inProgress), .integer(search.since.xmax),
                        .integer(search.highest.rawValue), .text(search.upTo?.description),
                    ])[0]
                let upTo = try Snapshot(answer.get("up_to", as: String.self))
                let stragglers = try PostgresArray.integers(answer.get("stragglers", as: String.self))
                guard cursor.found(snapshot: upTo, stragglers: stragglers) else { return nil }
                if try answer.get("is_ahead_of_disk") { try session.query(OutboxStatement.makeDurable) }
            case .readStragglers(let page):
                try readPage(
                    OutboxStatement.readStragglers,
                    [.integers(page.xids), .integer(page.after.rawValue), .integer(page.highest.rawValue)],
                    &builder, &cursor, limits, session)
            case .readRest(let page):
                try readPage(
                    OutboxStatement.readRest,
                    [.integer(page.after.rawValue), .text(page.upTo.description), .text(page.since.description)],
                    &builder, &cursor, limits, session)
            }
        }
        return builder.buildIfAny(cursor.position)
    }

    private static func readPage(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter], _ builder: inout ChangeBatchBuilder,
        _ cursor: inout WindowCursor, _ limits: BatchLimits, _ session: PostgresSession
    ) throws {
        let wanted = limits.changes - builder.count
        let before = builder.count
        let isWhole = try session.stream(statement, parameters + [.integer(wanted)]) { (row) throws(PostgresError) in
            try builder.append(row)
            return builder.byteCount < limits.bytes
        }
        let read = builder.count - before
        cursor.pageRead(last: read > 0 ? builder.lastSequence : nil, isLast: isWhole && read < wanted)
    }
}

extension ChangeBatchBuilder {
    fileprivate consuming func buildIfAny(_ end: Position) -> ChangeBatch? {
        count > 0 ? build(.live(end: end)) : nil
    }
}
