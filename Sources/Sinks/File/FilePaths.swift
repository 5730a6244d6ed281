import Foundation

/// The names of the files that one sink writes.
struct FilePaths: Sendable {
    /// The file that is being written.
    let data: String

    /// How far the sink is.
    var position: String { data + ".position" }
    /// The next position while it is being written.
    var newPosition: String { position + ".new" }
    /// Held locked while the sink is open. It is never renamed or removed, so that a lock on it always counts.
    var lock: String { data + ".lock" }
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
