/// When a file is finished and the next one begun.
struct Rotation: Sendable {
    /// What a file does not outgrow, in bytes; nil for no limit.
    var size: Int?
    /// How long after its beginning a file takes no more; nil for no limit.
    var interval: Duration?

    /// Whether a file is finished before so many bytes are added to it.
    /// - Parameter now: microseconds since 1970-01-01 00:00 UTC.
    func isDue(for file: StoredPosition, adding count: Int, now: Int64) -> Bool {
        guard file.length > 0 else { return false }
        if let size, count > size - file.length { return true }
        if let interval, .microseconds(now - file.startedAt) >= interval { return true }
        return false
    }
}
