import Foundation
import SinkKit
import TailraceCore

/// The file that is being written, together with what stands beside it. The two are changed such that a crash between
/// any two steps leaves a state from which opening finds the last batch that was delivered.
///
/// Steps of a delivery: the bytes are written and made durable, then the position is. Bytes behind the length that the
/// position tells are cut off. Steps of a rotation: the file gets its final name, an empty one is begun, the position
/// is stored. The final name follows from the position, so that the first two can be recognised.
///
/// Where a process that has lost the sink still has the file open, this one works on a copy of it, which takes its place.
/// All that the other may still do to it is to give it a finished file's name, when it was about to rotate; the file is
/// then given its own name back.
final class ChangeFile {
    private let claim: FileClaim
    private let paths: FilePaths
    private let rotation: Rotation
    private let clock: @Sendable () -> Int64
    private let positionFile: PositionFile
    /// The name that a process from which the file was taken over would finish it under.
    private var inheritedName: String?
    private var stored: StoredPosition
    private var tail = FileTail()
    /// Nil after a failure: the file is then checked like one that was found.
    private var live: OpenFile?

    /// Opens or begins a file.
    /// - Parameter clock: tells the microseconds since 1970-01-01 00:00 UTC.
    init(
        _ paths: FilePaths, rotation: Rotation, context: SinkContext, clock: @escaping @Sendable () -> Int64
    ) throws(FileTrouble) {
        self.rotation = rotation
        self.clock = clock
        guard try FileStatus.of(paths.folder) != nil else { throw .noFolder(paths) }
        claim = try FileClaim(paths, context)
        self.paths = claim.paths
        positionFile = PositionFile(paths: claim.paths)
        if let found = try positionFile.loadLatest() {
            // A source may have been given another name since.
            guard
                found.source.epoch == context.source.epoch || context.formerEpochs.contains(found.source.epoch)
            else {
                throw .otherSource(paths, found.source, expected: context.source)
            }
            guard found.sink == context.name else { throw .otherSink(paths, found.sink, expected: context.name) }
            stored = found
            stored.source = context.source
        } else {
            if let status = try FileStatus.of(paths.data), status.isRegular, status.size > 0 { throw .unknown(paths) }
            stored = StoredPosition(source: context.source, sink: context.name)
        }
        if claim.isTakeover {
            live = try takeOver()
        } else {
            try clearGenerations()
            live = try checkedFile()
        }
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
        } else if try isReclaimed(live) {
            return try undisturbedFile()
        }
        self.live = nil
        return try checkedFile()
    }

    /// Opens the file if it is the one that the position tells of, and cuts off what an unfinished delivery left.
    private func checkedFile() throws(FileTrouble) -> OpenFile {
        let found = try OpenFile.existing(paths.data)
        try claim.check()
        let size = try self.size(of: found)
        if size == 0, stored.length > 0, try isFinished() { return try beginNextFile() }
        let foundTail = try checkedTail(of: found, size: size)

        let file = if let found { found } else { try OpenFile(paths.data, O_RDWR | O_CREAT) }
        if found == nil { try claim.check() }
        // A failed delivery may have left a position that counts bytes which are now to be cut off.
        if try positionFile.load() != stored { try positionFile.store(stored) }
        if size > stored.length { try file.cut(to: stored.length) }
        tail = foundTail
        return file
    }

    private func size(of found: OpenFile?) throws(FileTrouble) -> Int {
        let status = try found?.status()
        guard status?.isRegular != false else { throw .notRegular(path: paths.data) }
        return status?.size ?? 0
    }

    /// The file's tail, if it is the one that the position tells of.
    private func checkedTail(of found: OpenFile?, size: Int) throws(FileTrouble) -> FileTail {
        guard found != nil || stored.length == 0 else { throw .gone(paths, length: stored.length) }
        guard size >= stored.length else { throw .shortened(paths, size: size, length: stored.length) }
        let tail = FileTail(try found?.read(FileTail.range(length: stored.length)) ?? [])
        guard tail.checksum == stored.checksum else { throw .edited(paths, length: stored.length) }
        return tail
    }

    private func rotate() throws(FileTrouble) -> OpenFile {
        let name = paths.finished(stored)
        guard try FileStatus.of(name) == nil else { throw .nameTaken(name) }
        // Late in a file that was taken over, this moves the new owner's; it finds it again under this name.
        try claim.check()
        FaultPoint.reach(.beforeRotation)
        guard try OpenFile.renameUnlessTaken(paths.data, to: name) else { throw .nameTaken(name) }
        FaultPoint.reach(.midRotation)
        return try beginNextFile()
    }

    /// Whether a rotation has come as far as giving the file its final name.
    private func isFinished() throws(FileTrouble) -> Bool {
        guard let file = try OpenFile.existing(paths.finished(stored)) else { return false }
        try claim.check()
        let size = try file.status().size
        guard size >= stored.length,
            FileTail(try file.read(FileTail.range(length: stored.length))).checksum == stored.checksum
        else { return false }
        // Longer it is only when a late process gave the name to a file that was being written.
        if size > stored.length { try file.cut(to: stored.length) }
        return true
    }

    private func beginNextFile() throws(FileTrouble) -> OpenFile {
        let file = try OpenFile(paths.data, O_RDWR | O_CREAT)
        try claim.check()
        // The names must not be lost when the position that builds on them is not.
        try positionFile.syncFolder()
        let next = stored.withNextFile
        try positionFile.store(next)
        stored = next
        tail = FileTail()
        return file
    }

    // MARK: Taking over

    /// Puts a copy in the place of a file that somebody older still has open.
    private func takeOver() throws(FileTrouble) -> OpenFile {
        let found = try OpenFile.existing(paths.data)
        let size = try self.size(of: found)
        if size == 0, stored.length > 0, try isFinished() { stored = stored.withNextFile }
        tail = try checkedTail(of: found, size: size)
        if stored.length > 0 { inheritedName = paths.finished(stored) }

        let file = try OpenFile(paths.replacement, O_RDWR | O_CREAT | O_TRUNC)
        if let found { try file.copy(stored.length, from: found) }
        try file.sync()
        // First the position, which is true of both files, and which the other process does not change.
        try positionFile.store(stored)
        FaultPoint.reach(.midTakeover)
        try claim.check()
        try OpenFile.exchange(paths.replacement, with: paths.data)
        let former = try FileStatus.of(paths.replacement)
        // What else has come there was put in the file's place by somebody later, who looks for it.
        if let former, try found?.status().isSameFile(as: former) == true { try OpenFile.remove(paths.replacement) }
        try positionFile.syncFolder()
        try settleRotation(of: found, into: file)
        return file
    }

    /// Between the copy and the exchange, the other process may have finished the file under its final name: then the
    /// copy is one too many.
    private func settleRotation(of found: OpenFile?, into file: OpenFile) throws(FileTrouble) {
        guard let found, let inheritedName, let finished = try FileStatus.of(inheritedName),
            try found.status().isSameFile(as: finished)
        else { return }
        stored = stored.withNextFile
        try positionFile.store(stored)
        try file.cut(to: 0)
        tail = FileTail()
        self.inheritedName = nil
    }

    /// Gives this process's own file its name back, if somebody late has given it another one.
    private func isReclaimed(_ live: OpenFile) throws(FileTrouble) -> Bool {
        let replacements = try paths.generations("replacement").map { paths.replacement(of: $0) }
        for name in [inheritedName].compactMap(\.self) + replacements {
            if let named = try FileStatus.of(name), try live.status().isSameFile(as: named) {
                try OpenFile.rename(name, to: paths.data)
                try positionFile.syncFolder()
                return true
            }
        }
        return false
    }

    /// Goes back to the plain names, once nobody older has the files open.
    private func clearGenerations() throws(FileTrouble) {
        let positions = try paths.generations("position")
        let replacements = try paths.generations("replacement")
        if !positions.isEmpty { try positionFile.store(stored) }
        for generation in replacements {
            let name = paths.replacement(of: generation)
            if try isOurs(name), try !isOurs(paths.data) {
                try OpenFile.rename(name, to: paths.data)
            } else {
                try OpenFile.remove(name)
            }
        }
        for generation in positions { try OpenFile.remove(paths.position(of: generation)) }
        for generation in try paths.generations("lock") { try OpenFile.remove(paths.lock(of: generation)) }
    }

    /// Whether a file begins as the position tells.
    private func isOurs(_ path: String) throws(FileTrouble) -> Bool {
        guard let file = try OpenFile.existing(path), try file.status().size >= stored.length else { return false }
        return FileTail(try file.read(FileTail.range(length: stored.length))).checksum == stored.checksum
    }
}
