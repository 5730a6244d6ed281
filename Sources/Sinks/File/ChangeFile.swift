import Foundation
import SinkKit
import TailraceCore

/// The file that is being written, together with what stands beside it. The two are changed such that a crash between
/// any two steps leaves a state from which opening finds the last batch that was delivered.
///
/// Steps of a delivery: the bytes are written and made durable, then the position is. Bytes behind the length that the
/// position tells are cut off. Steps of a rotation: the file gets its final name, an empty one is begun, the position
/// is stored. The final name follows from the position, so that the first two can be recognised.
final class ChangeFile {
    private let paths: FilePaths
    private let rotation: Rotation
    private let clock: @Sendable () -> Int64
    private let positionFile: PositionFile
    private let lock: OpenFile
    private var stored: StoredPosition
    private var tail = FileTail()
    /// Nil after a failure: the file is then checked like one that was found.
    private var live: OpenFile?

    /// Opens or begins a file.
    /// - Parameter clock: tells the microseconds since 1970-01-01 00:00 UTC.
    init(
        _ paths: FilePaths, rotation: Rotation, context: SinkContext, clock: @escaping @Sendable () -> Int64
    ) throws(FileTrouble) {
        self.paths = paths
        self.rotation = rotation
        self.clock = clock
        positionFile = PositionFile(paths: paths)
        guard try FileStatus.of(paths.folder) != nil else { throw .noFolder(paths) }
        lock = try OpenFile(paths.lock, O_RDWR | O_CREAT)
        guard try lock.lock() else { throw .inUse(paths) }
        if let found = try positionFile.load() {
            // A source may have been given another name since.
            guard found.source.epoch == context.source.epoch else {
                throw .otherSource(paths, found.source, expected: context.source)
            }
            guard found.sink == context.name else { throw .otherSink(paths, found.sink, expected: context.name) }
            stored = found
            stored.source = context.source
        } else {
            if let status = try FileStatus.of(paths.data), status.isRegular, status.size > 0 { throw .unknown(paths) }
            stored = StoredPosition(source: context.source, sink: context.name)
        }
        live = try checkedFile()
    }

    /// How far the sink is; nil until a live batch has been delivered.
    var position: Position? { stored.position }

    /// Adds a batch, durably. After an error nothing of it counts, and the same batch can be added again.
    /// - Parameters:
    ///   - bytes: whole lines.
    ///   - end: where the sink then stands; nil to leave it where it is.
    func append(_ bytes: [UInt8], end: Position?) throws(FileTrouble) {
        var file = try undisturbedFile()
        live = nil
        if !bytes.isEmpty, rotation.isDue(for: stored, adding: bytes.count, now: clock()) {
            file = try rotate()
        }
        let nextTail = tail.appending(bytes)
        var next = stored
        next.position = end ?? stored.position
        next.length += bytes.count
        next.checksum = nextTail.checksum
        if stored.length == 0, !bytes.isEmpty { next.startedAt = clock() }
        if !bytes.isEmpty { try write(bytes, to: file) }
        if next != stored {
            FaultPoint.reach(.beforeSinkPosition)
            try positionFile.store(next)
        }
        (stored, tail, live) = (next, nextTail, file)
    }

    private func write(_ bytes: [UInt8], to file: OpenFile) throws(FileTrouble) {
        do {
            try file.write(bytes, at: stored.length)
            FaultPoint.reach(.afterWrite)
            try file.syncContent()
        } catch {
            // Gives the room back at once, and spares readers half a batch; where it fails, the next delivery cuts.
            try? file.cut(to: stored.length)
            throw error
        }
    }

    /// The file, if nobody else has touched it.
    private func undisturbedFile() throws(FileTrouble) -> OpenFile {
        guard let live else { return try checkedFile() }
        if let named = try FileStatus.of(paths.data), named.isSameFile(as: try live.status()) {
            if named.size == stored.length { return live }
            // While the sink is open, what lies behind its own end is not its own: it is not cut off.
            if named.size > stored.length { throw .grown(paths, length: stored.length) }
        }
        self.live = nil
        return try checkedFile()
    }

    /// Opens the file if it is the one that the position tells of, and cuts off what an unfinished delivery left.
    private func checkedFile() throws(FileTrouble) -> OpenFile {
        let found = try OpenFile.existing(paths.data)
        let status = try found?.status()
        guard status?.isRegular != false else { throw .notRegular(path: paths.data) }
        let size = status?.size ?? 0
        if size == 0, stored.length > 0, try isFinished() { return try beginNextFile() }
        guard found != nil || stored.length == 0 else { throw .gone(paths, length: stored.length) }
        guard size >= stored.length else { throw .shortened(paths, size: size, length: stored.length) }
        let foundTail = FileTail(try found?.read(FileTail.range(length: stored.length)) ?? [])
        guard foundTail.checksum == stored.checksum else { throw .edited(paths, length: stored.length) }

        let file = if let found { found } else { try OpenFile(paths.data, O_RDWR | O_CREAT) }
        // A failed delivery may have left a position that counts bytes which are now to be cut off.
        if try positionFile.load() != stored { try positionFile.store(stored) }
        if size > stored.length { try file.cut(to: stored.length) }
        tail = foundTail
        return file
    }

    private func rotate() throws(FileTrouble) -> OpenFile {
        let name = paths.finished(stored)
        guard try FileStatus.of(name) == nil else { throw .nameTaken(name) }
        try OpenFile.rename(paths.data, to: name)
        FaultPoint.reach(.midRotation)
        return try beginNextFile()
    }

    /// Whether a rotation has come as far as giving the file its final name.
    private func isFinished() throws(FileTrouble) -> Bool {
        guard let file = try OpenFile.existing(paths.finished(stored)) else { return false }
        guard try file.status().size == stored.length else { return false }
        return FileTail(try file.read(FileTail.range(length: stored.length))).checksum == stored.checksum
    }

    private func beginNextFile() throws(FileTrouble) -> OpenFile {
        let file = try OpenFile(paths.data, O_RDWR | O_CREAT)
        // The names must not be lost when the position that builds on them is not.
        try positionFile.syncFolder()
        let next = stored.withNextFile
        try positionFile.store(next)
        stored = next
        tail = FileTail()
        return file
    }
}
