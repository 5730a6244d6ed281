import CLibPQ
import Dispatch
import Foundation

/// Stands between a connection's statements and those who want to cancel them.
///
/// A cancel request travels on a connection of its own and hits whatever statement the server runs when it arrives.
/// So no statement is sent while a request is on its way: the request can only hit the statement it was meant for. And
/// a request that overtakes its statement is lost, so it is repeated until the statement has ended.
///
/// A server that cannot be reached any more answers neither. When cancelled work does not end, the connection is cut on
/// this side.
final class StatementGate: @unchecked Sendable {
    /// What a cancellation may do to a statement.
    enum Role {
        /// Keep it from being sent, or stop it.
        case ordinary
        /// Keep it from being sent. Once sent, COMMIT runs to its end: cancelled while it waits for a synchronous
        /// standby, it would report success without the standby's answer.
        case commit
        /// Nothing: ROLLBACK is what a cancelled transaction needs.
        case rollback
    }

    /// One `perform`, which its task may cancel.
    final class Ticket: @unchecked Sendable {
        /// Guarded by the gate's lock.
        fileprivate var isCancelled = false
    }

    /// Never waits behind work that blocks.
    private static let timers = DispatchQueue(label: "tailrace.cut")
    private static let repeatInterval = 0.25
    /// How long cancelled work may take to end, a COMMIT or ROLLBACK under way included, in seconds.
    private static let patience = 4.0

    private let condition = NSCondition()
    // All below is guarded by `condition`.
    private var requester: CancelRequester?
    private var lifeline: Lifeline?
    private var isCut = false
    private var current: Ticket?
    private var statement = 0
    private var isCancellable = false
    private var isRequesting = false
    private var pursuedStatement: Int?

    /// Learns how to reach the server with a cancel request; `connection` must be open.
    func attach(_ connection: OpaquePointer) {
        condition.withLock {
            requester = CancelRequester(connection)
            lifeline = Lifeline(PQsocket(connection))
        }
    }

    /// Forgets the server; later cancellations reach nothing.
    func detach() {
        condition.withLock { (requester, lifeline) = (nil, nil) }
    }

    /// Cuts the connection: whatever waits for the server comes back, and the connection is lost. Never blocks.
    func cut() {
        condition.withLock { cutNow() }
    }

    private func cutNow() {
        isCut = true
        lifeline?.cut()
        condition.broadcast()
    }

    /// Makes the statements from now on those of `ticket`; nil ends that.
    func serve(_ ticket: Ticket?) {
        condition.withLock { current = ticket }
    }

    /// Whether the work under way has been cancelled.
    var isCancelled: Bool {
        condition.withLock { current?.isCancelled ?? false }
    }

    /// Announces a statement; every call that does not throw needs its ``end()``.
    func begin(_ role: Role) throws(PostgresError) {
        condition.lock()
        defer { condition.unlock() }
        while isRequesting, !isCut { condition.wait() }
        if role != .rollback, current?.isCancelled ?? false {
            throw PostgresError(.cancelled, "the task was cancelled")
        }
        statement += 1
        isCancellable = role == .ordinary
    }

    /// Declares the statement ended, once no cancel request for it is on its way. There is no next one to hit where the
    /// connection has been cut.
    func end() {
        condition.withLock {
            isCancellable = false
            condition.broadcast()
            while isRequesting, !isCut { condition.wait() }
        }
    }

    /// Cancels the work of `ticket`: the running statement, and all that it has not yet sent. Never blocks.
    func cancel(_ ticket: Ticket) {
        condition.withLock {
            ticket.isCancelled = true
            guard current === ticket else { return }
            pursue()
            Self.timers.asyncAfter(deadline: .now() + Self.patience) { [weak self, weak ticket] in
                self?.cut(ifServing: ticket)
            }
        }
    }

    /// Cancels the running statement, if there is one. Never blocks.
    func cancelStatement() {
        condition.withLock { pursue() }
    }

    /// Stops work that takes too long: first its statement, and then the connection. Never blocks.
    func losePatience() {
        condition.withLock {
            guard let current else { return }
            pursue()
            Self.timers.asyncAfter(deadline: .now() + Self.patience) { [weak self, weak current] in
                self?.cut(ifServing: current)
            }
        }
    }

    /// Sends one request inside ``begin(_:)`` and ``end()``, and returns when the server has it, or the connection is cut.
    func cancelHere() {
        condition.withLock {
            guard let requester, !isCut else { return }
            while isRequesting, !isCut { condition.wait() }
            isRequesting = true
            Thread.detachNewThread { [self] in
                requester.request()
                condition.withLock {
                    isRequesting = false
                    condition.broadcast()
                }
            }
            while isRequesting, !isCut { condition.wait() }
        }
    }

    /// Whether the connection has been cut.
    var hasBeenCut: Bool { condition.withLock { isCut } }

    private func pursue() {
        guard isCancellable, pursuedStatement != statement, let requester else { return }
        pursuedStatement = statement
        // A thread of its own: a request may itself wait for ever.
        Thread.detachNewThread { [self, statement] in request(requester, until: statement) }
    }

    private func cut(ifServing ticket: Ticket?) {
        condition.withLock { if let ticket, current === ticket { cutNow() } }
    }

    private func request(_ requester: CancelRequester, until target: Int) {
        condition.lock()
        defer { condition.unlock() }
        while isCancellable, statement == target, !isCut {
            isRequesting = true
            condition.unlock()
            requester.request()
            condition.lock()
            isRequesting = false
            condition.broadcast()
            if isCancellable { _ = condition.wait(until: Date(timeIntervalSinceNow: Self.repeatInterval)) }
        }
    }
}

/// Owns a `PGcancel`, which any thread may use.
private final class CancelRequester: @unchecked Sendable {
    private let handle: OpaquePointer?

    init(_ connection: OpaquePointer) {
        handle = PQgetCancel(connection)
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Returns once the server has taken the request. A failure needs no word: the statement then simply goes on.
    func request() {
        var complaint = [CChar](repeating: 0, count: 256)
        _ = PQcancel(handle, &complaint, Int32(complaint.count))
    }
}
