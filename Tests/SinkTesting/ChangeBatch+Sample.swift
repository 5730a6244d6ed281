import TailraceCore

extension ChangeBatch {
    /// A live batch, which ends where its last change does.
    public static func sample(_ changes: [SampleChange]) -> ChangeBatch {
        sample(changes, .live(end: .sample(changes.last?.sequence ?? 0)))
    }

    /// A batch of changes sent again.
    public static func sampleReplay(_ changes: [SampleChange]) -> ChangeBatch {
        sample(changes, .replay)
    }

    private static func sample(_ changes: [SampleChange], _ kind: Kind) -> ChangeBatch {
        var builder = ChangeBatchBuilder(expectedChanges: changes.count)
        for sample in changes {
            let schema = builder.append(sample.schema)
            let table = builder.append(sample.table)
            var change = Change(
                sequence: SequenceNumber(rawValue: sample.sequence), xid: sample.xid, capturedAt: sample.capturedAt,
                operation: sample.operation, schema: schema, table: table)
            change.key = sample.key.map { builder.append($0) }
            change.oldKey = sample.oldKey.map { builder.append($0) }
            change.before = sample.before.map { builder.append($0) }
            change.after = sample.after.map { builder.append($0) }
            change.context = sample.context.map { builder.append($0) }
            change.origin = sample.origin.map { builder.append($0) }
            change.partition = sample.partition.map { builder.append($0) }
            builder.append(change)
        }
        return builder.build(kind)
    }
}

extension Position {
    /// The position of a sink that has delivered every sample up to a sequence number.
    public static func sample(_ sequence: Int64) -> Position {
        let xid = 1_000 + UInt64(sequence)
        return Position(
            snapshot: Snapshot(xmin: xid, xmax: xid, inProgress: []), highest: SequenceNumber(rawValue: sequence))
    }
}

extension ChangeBatchBuilder {
    fileprivate mutating func append(_ text: String) -> ByteRange {
        Array(text.utf8).withUnsafeBytes { append(text: $0) }
    }
}
