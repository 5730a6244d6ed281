import Foundation
import SinkKit
import TailraceCore

/// The right to write a sink's files, until this is gone.
///
/// Mostly it is a lock on one file. A process that is frozen, or hangs in a system call, keeps that lock beyond the end of
/// its lease; the next owner of the lease then takes the files over, in a generation of its own. A lock whose name carries
/// its epoch is the fence. What makes the late process harmless, whenever it wakes:
///
/// - Whoever opens the file looks for a later fence *after* that, and only then writes; whoever takes over sets up the
///   fence first, and then writes to a file of its own making. So no file is written to by both.
/// - Positions are stored under the name of the generation, and the highest counts.
///
/// A process that takes the lock and one that sets up a fence see each other: each says so first, and looks then.
final class FileClaim {
    /// The names to use.
    let paths: FilePaths
    private let holder: LockHolder
    /// By generation.
    private let locks: [Int64: OpenFile]

    /// Takes the files.
    /// - Throws: `inUse` when they are held by something that is not an older relay of the same sink.
    init(_ paths: FilePaths, _ context: SinkContext) throws(FileTrouble) {
        holder = LockHolder(source: context.source, sink: context.name, epoch: context.epoch)
        var (paths, locks) = (paths, [Int64: OpenFile]())
        if try Self.lock(&locks, paths, holder) {
            paths.generation = context.epoch
            let fence = try OpenFile(paths.lock(of: paths.generation), O_RDWR | O_CREAT)
            guard try fence.lock() else { throw .inUse(paths) }
            try holder.write(to: fence)
            locks[paths.generation] = fence
            _ = try Self.lock(&locks, paths, holder)
        }
        (self.paths, self.locks) = (paths, locks)
        try check()
    }

    /// Whether somebody older still has the files open.
    var isTakeover: Bool { paths.generation > 0 }

    /// Makes sure that nobody with a later lease has taken the files over.
    func check() throws(FileTrouble) {
        guard try !paths.generations("lock").contains(where: { $0 > holder.epoch && locks[$0] == nil }) else {
            throw .superseded(paths)
        }
    }

    /// Takes every lock that is free.
    /// - Returns: whether an older relay of the same sink holds another one.
    private static func lock(
        _ locks: inout [Int64: OpenFile], _ paths: FilePaths, _ holder: LockHolder
    ) throws(FileTrouble) -> Bool {
        var isHeld = false
        // The plain one first: it is what keeps two processes apart that come at the same time.
        if locks[0] == nil {
            let plain = try OpenFile(paths.lock, O_RDWR | O_CREAT)
            if try plain.lock() {
                try holder.write(to: plain)
                locks[0] = plain
            } else {
                try require(holder, toFollow: plain, paths)
                isHeld = true
            }
        }
        for generation in try paths.generations("lock") where locks[generation] == nil {
            guard let fence = try OpenFile.existing(paths.lock(of: generation)) else { continue }
            if try fence.lock() {
                locks[generation] = fence
            } else {
                try require(holder, toFollow: fence, paths)
                isHeld = true
            }
        }
        return isHeld
    }

    private static func require(
        _ holder: LockHolder, toFollow file: OpenFile, _ paths: FilePaths
    ) throws(FileTrouble) {
        guard let other = try LockHolder.read(file) else { throw .inUse(paths) }
        guard other.servesTheSame(as: holder) else { throw .inUseByAnotherSink(paths, other) }
        guard other.epoch < holder.epoch else { throw .inUse(paths) }
    }
}
