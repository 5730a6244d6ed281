import TailraceCore

/// Reads a ``ModelSource`` with a ``WindowCursor``, answering the cursor's questions as the SQL statements do.
struct ModelReader {
    /// What has been delivered, in order.
    private(set) var delivered: [ModelSource.Row] = []
    private var cursor: WindowCursor
    /// What a careless look for stragglers would leave out.
    private let omitsAboveXmax: Bool

    init(position: Position = .earliest, omitsAboveXmax: Bool = false) {
        cursor = WindowCursor(position: position)
        self.omitsAboveXmax = omitsAboveXmax
    }

    /// Takes one step.
    /// - Parameter isLost: the process dies before what was read is delivered, and the next one starts where delivery
    ///   was.
    /// - Returns: whether a window is open.
    mutating func step(_ source: ModelSource, pageSize: Int, isLost: Bool = false) -> Bool {
        let stored = cursor.position
        let page = read(source, pageSize)
        if isLost {
            cursor = WindowCursor(position: stored)
        } else {
            delivered += page
        }
        return cursor.position.window != nil
    }

    /// The process ends in good order and starts again.
    mutating func restart() {
        cursor = WindowCursor(position: cursor.position)
    }

    private mutating func read(_ source: ModelSource, _ pageSize: Int) -> [ModelSource.Row] {
        let rows: [ModelSource.Row]
        switch cursor.next {
        case .look(let search):
            look(source, search)
            return []
        case .readStragglers(let page):
            rows = source.committed.filter {
                page.xids.contains($0.xid) && $0.seq > page.after.rawValue && $0.seq <= page.highest.rawValue
            }
        case .readRest(let page):
            rows = source.committed.filter {
                $0.seq > page.after.rawValue && page.upTo.shows($0.xid) && !page.since.shows($0.xid)
            }
        }
        let page = Array(rows.sorted { $0.seq < $1.seq }.prefix(pageSize))
        cursor.pageRead(
            last: page.last.map { SequenceNumber(rawValue: $0.seq) }, isLast: page.count < pageSize)
        return page
    }

    private mutating func look(_ source: ModelSource, _ search: StragglerSearch) {
        let upTo = search.upTo ?? source.snapshot
        let xids = source.committed.filter { row in
            let isWaitedFor = search.since.inProgress.contains(row.xid)
            let isAboveXmax = row.xid >= search.since.xmax && !omitsAboveXmax
            return row.seq <= search.highest.rawValue && (isWaitedFor || isAboveXmax) && upTo.shows(row.xid)
        }.map(\.xid)
        cursor.found(snapshot: upTo, stragglers: Set(xids).sorted())
    }
}
