import Foundation

/// The names of the files that one sink writes.
struct FilePaths: Sendable {
    /// The file that is being written.
    let data: String
    /// Zero, unless the files were taken over from a process that still has them open: then the epoch of the lease of
    /// whoever did so. What that process may still do goes to the names of a lower generation.
    var generation: Int64 = 0

    /// How far the sink is.
    var position: String { position(of: generation) }
    /// The next position while it is being written.
    var newPosition: String { position + ".new" }
    /// Held locked while the sink is open. It is never renamed or removed, so that a lock on it always counts.
    var lock: String { data + ".lock" }
    /// What takes the file's place at a take-over, while it is being written.
    var replacement: String { replacement(of: generation) }

    func position(of generation: Int64) -> String { named("position", generation) }
    func lock(of generation: Int64) -> String { named("lock", generation) }
    func replacement(of generation: Int64) -> String { named("replacement", generation) }

    private func named(_ role: String, _ generation: Int64) -> String {
        generation == 0 ? "\(data).\(role)" : "\(data).\(role).\(generation)"
    }

    /// The generations above zero that have left a file of some role behind, in ascending order.
    func generations(_ role: String) throws(FileTrouble) -> [Int64] {
        let prefix = (data as NSString).lastPathComponent + ".\(role)."
        return try OpenFile.names(in: folder).filter { $0.hasPrefix(prefix) }
            .compactMap { Int64($0.dropFirst(prefix.count)) }.sorted()
    }
    /// The folder of them all.
    var folder: String { (data as NSString).deletingLastPathComponent }

    /// Where a finished file goes: its number, so that names sort, and when it was begun, so that people find it.
    func finished(_ file: StoredPosition) -> String {
        let digits = String(file.number)
        let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let stem = (data as NSString).deletingPathExtension
        let suffix = (data as NSString).pathExtension
        return "\(stem).\(number).\(Self.compact(file.startedAt))" + (suffix.isEmpty ? "" : ".\(suffix)")
    }

    /// `YYYYMMDDTHHMMSSZ`.
    private static func compact(_ microseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(microseconds / 1_000_000))
            .formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
    }
}
