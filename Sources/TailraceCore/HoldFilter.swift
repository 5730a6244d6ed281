/// Which changes have to wait, because an earlier one of their row does, or of their table.
///
/// A change waits when its key is held, or its old key; both are held from then on, so that an update that moves a row to
/// another key takes that key along. A truncate is a change of every row of its table: it waits when any key of the
/// table is held, and then the whole table waits behind it.
public struct HoldFilter: Sendable {
    private struct Table: Sendable {
        var isHeld = false
        var keys: Set<[UInt8]> = []
    }

    /// By schema and name with a zero byte between them, which names cannot contain.
    private var tables: [[UInt8]: Table] = [:]

    /// Makes a filter that holds tables as a whole.
    public init(tables names: some Swift.Sequence<RelationName> = []) {
        for name in names {
            tables[Array(name.schema.utf8) + [0] + Array(name.name.utf8)] = Table(isHeld: true)
        }
    }

    /// Whether nothing is held: then nothing has to be looked at.
    public var isEmpty: Bool { tables.isEmpty }

    /// Whether a change has to wait.
    /// - Parameter bytes: what the change's texts refer to.
    public func holds(_ change: Change, in bytes: [UInt8]) -> Bool {
        guard let table = tables[Self.name(change, bytes)] else { return false }
        guard !table.isHeld, let key = change.key else { return true }
        return table.keys.contains(Self.text(key, bytes))
            || change.oldKey.map { table.keys.contains(Self.text($0, bytes)) } ?? false
    }

    /// Makes everything wait that comes after a change.
    public mutating func hold(_ change: Change, in bytes: [UInt8]) {
        let name = Self.name(change, bytes)
        var table = tables.removeValue(forKey: name) ?? Table()
        if let key = change.key, !table.isHeld {
            table.keys.insert(Self.text(key, bytes))
            if let oldKey = change.oldKey { table.keys.insert(Self.text(oldKey, bytes)) }
        } else {
            table = Table(isHeld: true)
        }
        tables[name] = table
    }

    private static func name(_ change: Change, _ bytes: [UInt8]) -> [UInt8] {
        var name: [UInt8] = []
        name.reserveCapacity(change.schema.count + 1 + change.table.count)
        name += bytes[change.schema.offset..<change.schema.offset + change.schema.count]
        name.append(0)
        name += bytes[change.table.offset..<change.table.offset + change.table.count]
        return name
    }

    private static func text(_ range: ByteRange, _ bytes: [UInt8]) -> [UInt8] {
        Array(bytes[range.offset..<range.offset + range.count])
    }
}
