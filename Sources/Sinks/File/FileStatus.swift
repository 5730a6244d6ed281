import Foundation

/// Which file a name or a descriptor stands for, and how long it is.
struct FileStatus: Sendable {
    /// In bytes.
    let size: Int
    let isRegular: Bool
    private let device: dev_t
    private let inode: ino_t

    init(_ status: stat) {
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        device = status.st_dev
        inode = status.st_ino
    }

    /// What a name stands for; nil when there is none.
    static func of(_ path: String) throws(FileTrouble) -> FileStatus? {
        var status = stat()
        do {
            try OpenFile.call(path) { stat(path, &status) }
            return FileStatus(status)
        } catch FileTrouble.system(ENOENT, path: path) {
            return nil
        }
    }

    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
