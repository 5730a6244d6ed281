/// Gathers changes and their texts into a batch.
public struct ChangeBatchBuilder: Sendable {
    private var bytes: [UInt8] = []
    private var changes: [Change] = []

    /// Makes an empty builder.
    /// - Parameters:
    ///   - changes: how many changes to expect.
    ///   - bytes: how many bytes of text to expect.
    public init(expectedChanges changes: Int = 0, bytes: Int = 0) {
        self.changes.reserveCapacity(changes)
        self.bytes.reserveCapacity(bytes)
    }

    /// How many changes have been added.
    public var count: Int { changes.count }

    /// How many bytes of text have been added.
    public var byteCount: Int { bytes.count }

    /// The sequence number of the change added last.
    public var lastSequence: SequenceNumber? { changes.last?.sequence }

    /// Makes room for much text at once, which growing by doubling would copy and let grow too far.
    public mutating func reserve(bytes count: Int) {
        if count > Self.large { bytes.reserveCapacity(bytes.count + count) }
    }

    private static let large = 1 << 20

    /// Adds text.
    /// - Returns: its range, for a change that is about to be added.
    public mutating func append(text: UnsafeRawBufferPointer) -> ByteRange {
        let range = ByteRange(offset: bytes.count, count: text.count)
        bytes.append(contentsOf: text)
        return range
    }

    /// Adds a change whose texts have been added.
    public mutating func append(_ change: Change) {
        changes.append(change)
    }

    /// The batch.
    public consuming func build(_ kind: ChangeBatch.Kind) -> ChangeBatch {
        ChangeBatch(bytes: bytes, changes: changes, kind: kind)
    }
}
