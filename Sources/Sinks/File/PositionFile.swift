import Foundation
import TailraceCore

/// The file beside the file, which is only ever replaced as a whole.
struct PositionFile: Sendable {
    let paths: FilePaths

    /// What was stored last, in whatever generation; nil when nothing ever was.
    func loadLatest() throws(FileTrouble) -> StoredPosition? {
        for generation in try paths.generations("position").reversed() {
            var older = paths
            older.generation = generation
            if let stored = try PositionFile(paths: older).load() { return stored }
        }
        return try PositionFile(paths: FilePaths(data: paths.data)).load()
    }

    /// What was stored last in this generation; nil when nothing was.
    func load() throws(FileTrouble) -> StoredPosition? {
        guard let file = try OpenFile.existing(paths.position) else { return nil }
        let bytes = try file.content()
        guard let stored = try? JSONDecoder().decode(StoredPosition.self, from: Data(bytes)),
            stored.version == StoredPosition.currentVersion, stored.length >= 0
        else { throw .unreadablePosition(paths) }
        return stored
    }

    /// Stores durably: after a crash there is either the old record or the new one.
    func store(_ stored: StoredPosition) throws(FileTrouble) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(stored) else { throw .unreadablePosition(paths) }
        let file = try OpenFile(paths.newPosition, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(Array(json) + [UInt8(ascii: "\n")], at: 0)
        try file.sync()
        FaultPoint.reach(.midSinkPosition)
        try OpenFile.rename(paths.newPosition, to: paths.position)
        try syncFolder()
    }

    /// Makes new names in the folder durable.
    func syncFolder() throws(FileTrouble) {
        try OpenFile(paths.folder, O_RDONLY | O_DIRECTORY).sync()
    }
}
