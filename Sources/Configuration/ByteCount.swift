/// A number of bytes.
public struct ByteCount: Sendable, Hashable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    /// The number itself.
    public let bytes: Int

    private static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30), ("GB", 1_000_000_000),
        ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("KB", 1_000), ("B", 1),
    ]

    /// A count of so many bytes.
    public init(bytes: Int) {
        self.bytes = bytes
    }

    /// Reads a whole number and a unit in either case: B, KB, MB, GB, TB (powers of 1000), KiB, MiB, GiB or TiB
    /// (powers of 1024). Nil for anything else.
    public init?(_ text: String) {
        let digits = text.prefix { ("0"..."9").contains($0) }
        let suffix = text[digits.endIndex...].drop { $0 == " " }.lowercased()
        guard let number = Int(digits), let unit = Self.units.first(where: { $0.name.lowercased() == suffix }) else {
            return nil
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit.bytes)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    /// The count in the largest unit that leaves a whole number.
    public var description: String {
        let unit = Self.units.first { bytes != 0 && bytes % $0.bytes == 0 } ?? ("B", 1)
        return "\(bytes / unit.bytes)\(unit.name)"
    }

    /// Whether `lhs` is the smaller count.
    public static func < (lhs: ByteCount, rhs: ByteCount) -> Bool {
        lhs.bytes < rhs.bytes
    }
}
