/// The state machine that decides what to read next, so that every committed change is read once and changes of one
/// key in the order of their commits. It holds no connection: the caller runs the query that `next` names and reports
/// back.
///
/// A window is what one snapshot shows and an earlier one does not, ordered by sequence number (the idea is PgQ's).
/// Its *stragglers* have a number at or below the highest one delivered before: their transactions drew the number
/// early and committed late. All stragglers precede the rest, so that a window is read as the stragglers' pages and
/// then the rest's, and a single number says how far it has come.
public struct WindowCursor: Sendable {
    /// What has been read so far; becomes the sink's position once it is delivered.
    public private(set) var position: Position
    /// The transactions of the open window that have stragglers; nil when that has still to be found out.
    private var stragglers: [UInt64]?

    /// What to ask the database next.
    public enum Step: Equatable, Sendable {
        /// Look for stragglers, in a window that is opened by it or (after a restart) open already. Report with
        /// ``WindowCursor/found(snapshot:stragglers:)``.
        case look(StragglerSearch)
        /// Read the next page of the stragglers. Report with ``WindowCursor/pageRead(last:isLast:)``.
        case readStragglers(StragglerPage)
        /// Read the next page of everything else. Report with ``WindowCursor/pageRead(last:isLast:)``.
        case readRest(RestPage)
    }

    /// Starts, or goes on, at a stored position.
    public init(position: Position) {
        self.position = position
        if let window = position.window, window.last >= position.highest { stragglers = [] }
    }

    /// The next step.
    public var next: Step {
        guard let window = position.window, let stragglers else {
            return .look(
                StragglerSearch(
                    since: position.snapshot, highest: position.highest, upTo: position.window?.snapshot))
        }
        guard stragglers.isEmpty else {
            return .readStragglers(
                StragglerPage(xids: stragglers, after: window.last, highest: position.highest))
        }
        return .readRest(
            RestPage(since: position.snapshot, upTo: window.snapshot, after: max(window.last, position.highest)))
    }

    /// Takes in the answer to the look for stragglers.
    /// - Parameters:
    ///   - snapshot: the snapshot at which the window ends.
    ///   - stragglers: the transactions that have some.
    /// - Returns: whether there can be anything in the window; when not, no window is open.
    @discardableResult
    public mutating func found(snapshot: Snapshot, stragglers: [UInt64]) -> Bool {
        guard snapshot != position.snapshot else { return false }
        self.stragglers = stragglers
        if position.window == nil {
            position.window = .init(snapshot: snapshot, last: .zero)
        }
        return true
    }

    /// Takes in the answer to a page query.
    /// - Parameters:
    ///   - last: the sequence number of its last row, nil when it had none.
    ///   - isLast: whether the query had no more rows than were read.
    public mutating func pageRead(last: SequenceNumber?, isLast: Bool) {
        guard var window = position.window else { return }
        window.last = max(window.last, last ?? window.last)
        position.window = window
        guard isLast else { return }
        if stragglers?.isEmpty ?? true {
            position = Position(snapshot: window.snapshot, highest: max(position.highest, window.last))
            stragglers = nil
        } else {
            stragglers = []
        }
    }
}
