import Foundation

/// Ends a connection from any thread, so that a call that waits for its server comes back.
///
/// It has a descriptor of its own: libpq closes the connection's when it is lost, and its number may then stand for
/// something else.
final class Lifeline: Sendable {
    private let socket: Int32

    /// - Parameter socket: the connection's.
    init?(_ socket: Int32) {
        let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return nil }
        self.socket = copy
    }

    deinit {
        close(socket)
    }

    func cut() {
        _ = shutdown(socket, Int32(SHUT_RDWR))
    }
}
