import Foundation
import Synchronization

/// Ends, as the process exits, the servers that it has started and removes their folders.
enum ClusterGraveyard {
    private struct Entry {
        /// Which process made it: a forked child must not end its parent's servers.
        let maker = getpid()
        var postmaster: Int32?
    }

    private static let entries = Mutex<[URL: Entry]>([:])

    private static let atExit: Void = {
        atexit { ClusterGraveyard.endAll() }
    }()

    /// Sees to it that a folder is removed.
    static func register(_ folder: URL) {
        _ = atExit
        entries.withLock { $0[folder] = Entry() }
    }

    /// Notes the server that now runs in a folder; nil when there is none.
    static func record(postmaster: Int32?, in folder: URL) {
        entries.withLock { $0[folder]?.postmaster = postmaster }
    }

    /// Ends a server now.
    static func end(_ folder: URL) {
        guard let entry = entries.withLock({ $0.removeValue(forKey: folder) }), entry.maker == getpid() else { return }
        if let postmaster = entry.postmaster { endServer(postmaster) }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func endAll() {
        for folder in entries.withLock({ Array($0.keys) }) { end(folder) }
    }

    /// There is no waiting for another's child here, so its number is watched, for five seconds at most.
    private static func endServer(_ pid: Int32) {
        kill(pid, SIGQUIT)
        for _ in 0..<500 where kill(pid, 0) == 0 { usleep(10_000) }
    }
}
