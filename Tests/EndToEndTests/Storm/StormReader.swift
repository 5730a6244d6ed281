import PostgresClient
import Synchronization
import TailraceCore
import TailraceSQL

/// A reader of the outbox that is as simple as can be, right or wrong: the test of the test.
struct StormReader {
    enum Kind: CaseIterable {
        /// What everybody writes first: `WHERE seq > last`.
        case sequenceCursor
        /// Windows, without the stragglers at or above `xmax`.
        case windowsForgettingAboveXmax
        /// Windows as they should be: what the other one lacks is all that it lacks.
        case windows
    }

    let kind: Kind
    let connection: PostgresConnection
    private var last: Int64 = 0
    private var cursor = WindowCursor(position: .earliest)

    private static let pageSize: Int = 500

    init(_ kind: Kind, _ connection: PostgresConnection) {
        self.kind = kind
        self.connection = connection
    }

    /// Reads again and again, and once more when the writers have ended.
    mutating func run(whileNot isOver: borrowing Atomic<Bool>) async throws -> [StormEvent] {
        var events: [StormEvent] = []
        var isLastLook = false
        while true {
            let page = try await look()
            events += page.events
            guard !page.hasMore else { continue }
            if isLastLook { break }
            isLastLook = isOver.load(ordering: .acquiring)
            try await hold(for: .milliseconds(5))
        }
        await connection.close()
        return events
    }

    private mutating func look() async throws -> (events: [StormEvent], hasMore: Bool) {
        guard kind != .sequenceCursor else {
            let events = try await page(Self.aboveLast, [.integer(last)])
            last = events.last?.seq ?? last
            return (events, !events.isEmpty)
        }
        switch cursor.next {
        case .look(let search):
            return ([], try await lookForStragglers(search))
        case .readStragglers(let page):
            return try await advance(
                PostgresStatement(Queries.readStragglers.text),
                [.integers(page.xids), .integer(page.after.rawValue), .integer(page.highest.rawValue)])
        case .readRest(let page):
            return try await advance(
                PostgresStatement(Queries.readRest.text),
                [.integer(page.after.rawValue), .text(page.upTo.description), .text(page.since.description)])
        }
    }

    private static let aboveLast: PostgresStatement =
        "select seq, head, before, after from tailrace.outbox where seq > $1 order by seq limit $2"

    private mutating func lookForStragglers(_ search: StragglerSearch) async throws -> Bool {
        let xmax = kind == .windows ? search.since.xmax : UInt64(Int64.max)
        let answer = try await connection.query(
            PostgresStatement(Queries.lookForStragglers.text),
            [
                .integers(search.since.inProgress), .integer(xmax), .integer(search.highest.rawValue),
                .text(search.upTo?.description),
            ])[0]
        let xids = try answer.get("stragglers", as: String.self).dropFirst().dropLast().split(separator: ",")
        return cursor.found(
            snapshot: try Snapshot(answer.get("up_to", as: String.self)), stragglers: xids.compactMap { UInt64($0) })
    }

    private mutating func advance(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter]
    ) async throws -> (events: [StormEvent], hasMore: Bool) {
        let events = try await page(statement, parameters)
        cursor.pageRead(
            last: events.last.map { SequenceNumber(rawValue: $0.seq) }, isLast: events.count < Self.pageSize)
        return (events, cursor.position.window != nil)
    }

    private func page(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter]
    ) async throws -> [StormEvent] {
        try await connection.query(statement, parameters + [.integer(Self.pageSize)]).map { row in
            let head = try row.get("head", as: String.self).split(separator: "\n", omittingEmptySubsequences: false)
            return try StormEvent(
                seq: row.get("seq"), key: String(head[3]),
                oldKey: head.dropFirst(4).first.flatMap { $0.isEmpty ? nil : String($0) },
                before: row.get("before"), after: row.get("after"))
        }
    }
}
