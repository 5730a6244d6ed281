/// A PostgreSQL snapshot (`pg_snapshot`): which transactions it shows.
///
/// Its text form is `xmin:xmax:xip,xip,…`. Note that `xmax` is the latest *completed* transaction id plus one and
/// not the next one to be given out: a transaction at or above it may already be running.
public struct Snapshot: Hashable, Sendable, CustomStringConvertible {
    /// The lowest transaction id that was still in progress; every one below it had ended.
    public let xmin: UInt64
    /// One above the highest completed transaction id; nothing at or above it is visible.
    public let xmax: UInt64
    /// The transactions in progress between `xmin` and `xmax`, ascending.
    public let inProgress: [UInt64]

    /// A snapshot that shows nothing at all: a position there means "from the first change on".
    public static let beginning = Snapshot(xmin: 3, xmax: 3, inProgress: [])

    /// Makes a snapshot from its parts.
    /// - Parameters:
    ///   - xmin: lowest transaction id in progress.
    ///   - xmax: one above the highest completed transaction id.
    ///   - inProgress: ids in progress, ascending, within `xmin ..< xmax`.
    public init(xmin: UInt64, xmax: UInt64, inProgress: [UInt64]) {
        self.xmin = xmin
        self.xmax = xmax
        self.inProgress = inProgress
    }

    /// Parses PostgreSQL's text form.
    /// - Parameter text: for example `10:20:10,14,15`.
    /// - Throws: `MalformedValue` when the text is not a snapshot.
    public init(_ text: some StringProtocol) throws(MalformedValue) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let xmin = UInt64(parts[0]), let xmax = UInt64(parts[1]), xmin <= xmax else {
            throw MalformedValue(type: "snapshot", text: String(text))
        }
        var inProgress: [UInt64] = []
        for part in parts[2].split(separator: ",", omittingEmptySubsequences: true) {
            guard let xid = UInt64(part), (xmin..<xmax).contains(xid), xid > (inProgress.last ?? 0) else {
                throw MalformedValue(type: "snapshot", text: String(text))
            }
            inProgress.append(xid)
        }
        self.init(xmin: xmin, xmax: xmax, inProgress: inProgress)
    }

    /// Whether a transaction's changes are visible in this snapshot, provided that it committed
    /// (PostgreSQL's `pg_visible_in_snapshot`).
    public func shows(_ xid: UInt64) -> Bool {
        xid < xmin || (xid < xmax && !inProgress.contains(xid))
    }

    /// Whether this one shows everything that another one shows.
    public func includes(_ other: Snapshot) -> Bool {
        xmax >= other.xmax
            && inProgress.allSatisfy { $0 >= other.xmax || other.inProgress.contains($0) }
    }

    /// PostgreSQL's text form.
    public var description: String {
        "\(xmin):\(xmax):" + inProgress.map(String.init).joined(separator: ",")
    }
}

extension Snapshot: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
