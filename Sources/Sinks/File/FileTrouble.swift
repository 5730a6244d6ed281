import Foundation
import SinkKit
import TailraceCore

/// Everything that can go wrong with the files, and what people are told about it.
enum FileTrouble: Error {
    /// A system call failed, with this `errno`.
    case system(Int32, path: String)
    /// The folder does not exist.
    case noFolder(FilePaths)
    /// Another process holds the lock.
    case inUse(FilePaths)
    /// The lock is held for something that is not this sink.
    case inUseByAnotherSink(FilePaths, LockHolder)
    /// A relay with a later lease has taken the files over.
    case superseded(FilePaths)
    /// A folder, a pipe or a device.
    case notRegular(path: String)
    /// A file with content, and nothing that says how far the sink is.
    case unknown(FilePaths)
    /// The position file cannot be understood.
    case unreadablePosition(FilePaths)
    /// The files belong to another database.
    case otherSource(FilePaths, SourceIdentity, expected: SourceIdentity)
    /// The files belong to another sink.
    case otherSink(FilePaths, String, expected: String)
    /// The file is missing.
    case gone(FilePaths, length: Int)
    /// The file is shorter than what was delivered.
    case shortened(FilePaths, size: Int, length: Int)
    /// The file ends differently from what was delivered.
    case edited(FilePaths, length: Int)
    /// Another program added to the file while the sink had it open.
    case grown(FilePaths, length: Int)
    /// The name for a finished file is taken.
    case nameTaken(String)

    /// The error that the pipeline gets.
    var sinkError: SinkError {
        switch self {
        case .system(let code, let path):
            SinkError(
                .needsOperator, "\(path) cannot be used: \(String(cString: strerror(code)))", remedy: Self.remedy(code))
        case .noFolder(let paths):
            SinkError(
                .needsOperator, "the folder \(paths.folder) of \(paths.data) does not exist", remedy: "create it")
        case .inUse(let paths):
            SinkError(
                .transient, "another process is writing \(paths.data) (it holds \(paths.lock))",
                remedy: "stop it, or name another path")
        case .inUseByAnotherSink(let paths, let holder):
            SinkError(
                .needsOperator,
                "\(paths.data) is being written by the sink \(holder.sink) of a relay of \(Self.name(holder.source))",
                remedy: "name another path for one of the two")
        case .superseded(let paths):
            SinkError(
                .transient, "another relay, with a later lease, has taken over \(paths.data)",
                remedy: "nothing is to be done: it serves the sink now")
        case .notRegular(let path):
            SinkError(
                .needsOperator, "\(path) is not a regular file",
                remedy: "name another path; `type: stdout` writes to pipes")
        case .unknown(let paths):
            SinkError(
                .needsOperator, "\(paths.data) was not written by this sink: there is no \(paths.position)",
                remedy: "name another path, or move the file away")
        case .unreadablePosition(let paths):
            SinkError(
                .needsOperator, "\(paths.position) is damaged, or another version of Tailrace wrote it",
                remedy: Self.wayOut(paths))
        case .otherSource(let paths, let found, let expected):
            SinkError(
                .needsOperator,
                "\(paths.data) holds changes of the source \(Self.name(found)), and this is \(Self.name(expected))",
                remedy: "name another path, or move \(paths.data) and \(paths.position) away")
        case .otherSink(let paths, let found, let expected):
            SinkError(
                .needsOperator, "\(paths.data) was written by the sink \(found), and this is \(expected)",
                remedy: "name another path, or move \(paths.data) and \(paths.position) away")
        case .gone(let paths, let length):
            SinkError(
                .needsOperator, "\(paths.data) is gone; \(length) bytes of it have been delivered",
                remedy: Self.wayOut(paths))
        case .shortened(let paths, let size, let length):
            SinkError(
                .needsOperator,
                "\(paths.data) was shortened to \(size) bytes; \(length) bytes of it have been delivered",
                remedy: Self.wayOut(paths))
        case .edited(let paths, let length):
            SinkError(
                .needsOperator,
                "\(paths.data) was replaced or edited: its first \(length) bytes do not end as they were delivered",
                remedy: Self.wayOut(paths))
        case .grown(let paths, let length):
            SinkError(
                .needsOperator, "another program has written to \(paths.data) behind the \(length) bytes delivered",
                remedy: "stop it, and cut the file with: truncate -s \(length) '\(paths.data)'")
        case .nameTaken(let path):
            SinkError(
                .needsOperator, "the finished file cannot be named \(path): that exists already",
                remedy: "move it away")
        }
    }

    private static func wayOut(_ paths: FilePaths) -> String {
        """
        restore it, or stop the relay and move \(paths.data) and \(paths.position) away: a new file then goes on from \
        the mark that the source keeps for this sink
        """
    }

    private static func name(_ source: SourceIdentity) -> String {
        "\(source.name) (epoch \(source.epoch))"
    }

    private static func remedy(_ code: Int32) -> String {
        switch code {
        case ENOSPC: "make room on its disk; delivery then goes on by itself"
        case EDQUOT: "raise the disk quota or make room; delivery then goes on by itself"
        case EFBIG: "raise the limit on the size of files (ulimit -f), or set rotate_size below it"
        case EACCES, EPERM: "give the user that runs the relay the right to write there"
        case EROFS: "make its file system writable"
        case EIO: "check its disk"
        default: "see to it; delivery then goes on by itself"
        }
    }
}
