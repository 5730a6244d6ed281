import CLinux
import Foundation
import TailraceCore

/// A file descriptor, closed with its last reference.
final class OpenFile {
    private static let largestWrite = 1 << 20
    private static let lockAttempts = 25
    /// In microseconds.
    private static let lockPause: UInt32 = 10_000

    private let path: String
    private let descriptor: Int32

    /// Opens a file, which `O_CREAT` among the flags makes when it is missing.
    init(_ path: String, _ flags: Int32) throws(FileTrouble) {
        self.path = path
        descriptor = try Self.call(path) { Foundation.open(path, flags | O_CLOEXEC, 0o644) }
    }

    deinit {
        Foundation.close(descriptor)
    }

    /// Opens a file for reading and writing; nil when there is none.
    static func existing(_ path: String) throws(FileTrouble) -> OpenFile? {
        do {
            return try OpenFile(path, O_RDWR)
        } catch FileTrouble.system(ENOENT, path: path) {
            return nil
        }
    }

    /// Takes the file for this process alone, until the descriptor is closed. Tries for a moment: a process that is just
    /// ending, or a child between its fork and its exec, may still hold the lock.
    /// - Returns: whether it was free.
    func lock() throws(FileTrouble) -> Bool {
        for attempt in 1...Self.lockAttempts {
            do {
                try Self.call(path) { flock(descriptor, LOCK_EX | LOCK_NB) }
                return true
            } catch FileTrouble.system(EWOULDBLOCK, path: path) {
                if attempt < Self.lockAttempts { usleep(Self.lockPause) }
            }
        }
        return false
    }

    /// What the descriptor refers to.
    func status() throws(FileTrouble) -> FileStatus {
        var status = stat()
        try Self.call(path) { fstat(descriptor, &status) }
        return FileStatus(status)
    }

    /// Reads bytes as the disk has them; fewer at the end of the file.
    func read(_ range: Range<Int>) throws(FileTrouble) -> [UInt8] {
        // After a failed sync the kernel may hold pages that never reached the disk and count as written.
        posix_fadvise(descriptor, off_t(range.lowerBound), 0, POSIX_FADV_DONTNEED)
        var bytes = [UInt8](repeating: 0, count: range.count)
        var count = 0
        while count < bytes.count {
            let place = off_t(range.lowerBound + count)
            let read = try Self.call(path) {
                bytes[count...].withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, place) }
            }
            if read == 0 { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }

    /// Writes all bytes at a place.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileTrouble) {
        // Two writes at the least, so that a test can end the process between them.
        let portion = min(Self.largestWrite, bytes.count / 2 + 1)
        var count = 0
        while count < bytes.count {
            if count > 0 { FaultPoint.reach(.midWrite) }
            let remaining = bytes[count...].prefix(portion)
            let place = off_t(offset + count)
            count += try Self.call(path) {
                remaining.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, place) }
            }
        }
    }

    /// Writes a few bytes over the beginning, by a single call.
    func overwrite(_ bytes: [UInt8]) throws(FileTrouble) {
        try Self.call(path) { bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } }
    }

    /// Gives the file a length; what lies behind is lost.
    func cut(to length: Int) throws(FileTrouble) {
        try Self.call(path) { ftruncate(descriptor, off_t(length)) }
    }

    /// Waits until the content, and the length, are on the disk.
    func syncContent() throws(FileTrouble) {
        try Self.call(path) { fdatasync(descriptor) }
    }

    /// Waits until everything about the file is on the disk. For a folder: the names in it.
    func sync() throws(FileTrouble) {
        try Self.call(path) { fsync(descriptor) }
    }

    /// The whole content.
    func content() throws(FileTrouble) -> [UInt8] {
        try read(0..<status().size)
    }

    /// Takes over the first bytes of another file; where the file system can share them, at once.
    func copy(_ length: Int, from other: OpenFile) throws(FileTrouble) {
        var count = 0
        while count < length {
            let copied: Int
            do {
                copied = try Self.call(path) {
                    var (from, to) = (off_t(count), off_t(count))
                    return copy_file_range(other.descriptor, &from, descriptor, &to, length - count, 0)
                }
            } catch FileTrouble.system(let code, path: _) where [ENOSYS, EXDEV, EINVAL, EOPNOTSUPP].contains(code) {
                let bytes = try other.read(count..<min(length, count + Self.largestWrite))
                try write(bytes, at: count)
                copied = bytes.count
            }
            guard copied > 0 else { throw .system(EIO, path: other.path) }
            count += copied
        }
    }

    /// Gives a file another name, taking the place of what has it.
    static func rename(_ path: String, to name: String) throws(FileTrouble) {
        try call(name) { Foundation.rename(path, name) }
    }

    /// Gives a file another name, unless something has it.
    /// - Returns: whether the name was free.
    static func renameUnlessTaken(_ path: String, to name: String) throws(FileTrouble) -> Bool {
        do {
            try call(name) { renameat2(AT_FDCWD, path, AT_FDCWD, name, TAILRACE_RENAME_NOREPLACE) }
        } catch FileTrouble.system(EEXIST, path: _) {
            return false
        } catch FileTrouble.system(let code, path: _) where Self.isUnsupported(code) {
            guard try FileStatus.of(name) == nil else { return false }
            try rename(path, to: name)
        }
        return true
    }

    /// Lets two files have each other's names; where one is missing, or the file system cannot, the first takes the
    /// second's place.
    static func exchange(_ path: String, with name: String) throws(FileTrouble) {
        do {
            try call(name) { renameat2(AT_FDCWD, path, AT_FDCWD, name, TAILRACE_RENAME_EXCHANGE) }
        } catch FileTrouble.system(let code, path: _) where code == ENOENT || Self.isUnsupported(code) {
            try rename(path, to: name)
        }
    }

    private static func isUnsupported(_ code: Int32) -> Bool {
        code == EINVAL || code == ENOSYS
    }

    /// Removes a file; one that is not there is no error.
    static func remove(_ path: String) throws(FileTrouble) {
        do {
            try call(path) { unlink(path) }
        } catch FileTrouble.system(ENOENT, path: _) {}
    }

    /// What a folder holds.
    static func names(in folder: String) throws(FileTrouble) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .system(
                ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError).map { Int32($0.code) } ?? EIO,
                path: folder)
        }
    }

    /// Makes a system call, again when a signal interrupts it.
    @discardableResult
    static func call<Result: SignedInteger>(
        _ path: String, _ body: () -> Result
    ) throws(FileTrouble) -> Result {
        while true {
            let result = body()
            if result >= 0 { return result }
            guard errno == EINTR else { throw FileTrouble.system(errno, path: path) }
        }
    }
}
