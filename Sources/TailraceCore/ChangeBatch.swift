/// Changes in delivery order, with the bytes that they refer to.
public struct ChangeBatch: Sendable {
    /// The texts of all changes, one after another.
    public let bytes: [UInt8]
    /// The changes, in the order in which a sink must take them.
    public let changes: [Change]
    /// Live delivery, or a replay beside it.
    public let kind: Kind

    /// Why a batch is delivered.
    public enum Kind: Sendable {
        /// The sink stands at this position once the batch is durable. A sink that can, stores it with the data.
        case live(end: Position)
        /// Changes sent again on request. The sink's position does not move.
        case replay
    }

    /// Makes a batch.
    /// - Parameters:
    ///   - bytes: what the changes' ranges refer to.
    ///   - changes: the changes, in delivery order.
    ///   - kind: live, or a replay.
    public init(bytes: [UInt8], changes: [Change], kind: Kind) {
        self.bytes = bytes
        self.changes = changes
        self.kind = kind
    }

    /// Whether the changes are sent again on request.
    public var isReplay: Bool {
        if case .replay = kind { true } else { false }
    }

    /// The text of a range. For tests and cold code; hot code works on `bytes`.
    public func text(_ range: ByteRange) -> String {
        String(decoding: bytes[range.offset..<range.offset + range.count], as: UTF8.self)
    }

    /// Some of the changes, in the same order.
    /// - Parameters:
    ///   - places: their places among `changes`, ascending.
    ///   - kind: why they are delivered.
    public func selecting(_ places: some Swift.Sequence<Int>, _ kind: Kind) -> ChangeBatch {
        ChangeBatch(bytes: bytes, changes: places.map { changes[$0] }, kind: kind)
    }

    /// The same changes for another reason.
    public func with(_ kind: Kind) -> ChangeBatch {
        ChangeBatch(bytes: bytes, changes: changes, kind: kind)
    }

    /// The changes that are left after a partial delivery.
    /// - Parameter count: how many changes from the start a sink has made durable.
    public func dropping(first count: Int) -> ChangeBatch {
        ChangeBatch(bytes: bytes, changes: Array(changes.dropFirst(count)), kind: kind)
    }
}
