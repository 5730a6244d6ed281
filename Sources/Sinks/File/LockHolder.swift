import Foundation
import TailraceCore

/// Who holds a lock, as the locked file says.
struct LockHolder: Codable, Equatable, Sendable {
    let source: SourceIdentity
    let sink: String
    /// Of the lease under which the sink is served.
    let epoch: Int64

    /// Whether the same sink is served, whatever the source is called.
    func servesTheSame(as other: LockHolder) -> Bool {
        source.epoch == other.source.epoch && sink == other.sink
    }

    /// Reads what a locked file says; nil when it says nothing yet, or another version of Tailrace holds it.
    static func read(_ file: OpenFile) throws(FileTrouble) -> LockHolder? {
        try? JSONDecoder().decode(LockHolder.self, from: Data(file.content()))
    }

    /// Writes it into a file that this process has locked, at one stroke, so that a reader finds the former holder or this
    /// one. Nobody needs it after a crash.
    func write(to file: OpenFile) throws(FileTrouble) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(self) else { return }
        let padding = try max(0, file.status().size - json.count)
        try file.overwrite(Array(json) + [UInt8](repeating: UInt8(ascii: " "), count: padding))
    }
}
