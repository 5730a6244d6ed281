import TailraceCore

/// What stands beside the file: how far the sink is, and how to recognise the file that this is true of.
struct StoredPosition: Codable, Equatable, Sendable {
    /// The form of this record.
    static let currentVersion = 1

    var version = currentVersion
    var source: SourceIdentity
    var sink: String
    /// Nil until a live batch has been delivered.
    var position: Position?
    /// How long the file is, in bytes. What lies behind is a delivery that did not come to its end.
    var length = 0
    /// Of the file's last bytes.
    var checksum = FileTail().checksum
    /// Which file this is, counted from one.
    var number = 1
    /// When the file's first batch was written: microseconds since 1970-01-01 00:00 UTC. Zero while there is none.
    var startedAt: Int64 = 0

    init(source: SourceIdentity, sink: String) {
        self.source = source
        self.sink = sink
    }

    /// The same place, with the next file, which is empty.
    var withNextFile: StoredPosition {
        var next = self
        next.length = 0
        next.checksum = FileTail().checksum
        next.number += 1
        next.startedAt = 0
        return next
    }
}
