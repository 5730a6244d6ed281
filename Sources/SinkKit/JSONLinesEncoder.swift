import TailraceCore

/// Encodes changes in the native event format, one JSON object a line.
///
/// The texts that are JSON already go through as bytes. The only bytes touched are line breaks, which JSON allows
/// between its tokens (a `json` column keeps them as they were typed) and a line does not: they become blanks.
public struct JSONLinesEncoder: Sendable {
    private let idPrefix: [UInt8]

    /// The most that an event takes besides its texts: punctuation, field names, numbers and the time.
    private static let fixedSize = 320

    /// Makes an encoder.
    /// - Parameter source: its name precedes the sequence number in the events' ids.
    public init(source: SourceIdentity) {
        var prefix = Array("{\"id\":".utf8)
        prefix.append(contentsOf: JSONText.quoted(utf8: source.name.utf8).dropLast())
        prefix.append(UInt8(ascii: ":"))
        idPrefix = prefix
    }

    /// Encodes a batch.
    /// - Returns: the lines, and where each of them ends.
    public func encode(_ batch: ChangeBatch) -> EncodedLines {
        var ends: [Int] = []
        ends.reserveCapacity(batch.changes.count)
        // Names are quoted once for a run of changes of one table, never more than six bytes for one.
        let capacity = batch.changes.reduce(0) { total, change in
            total + Self.fixedSize + idPrefix.count + 6 * (change.schema.count + change.table.count)
                + 6 * ((change.origin?.count ?? 0) + (change.partition?.count ?? 0) + (change.omitted?.count ?? 0))
                + (change.key?.count ?? 0)
                + (change.oldKey?.count ?? 0) + (change.before?.count ?? 0) + (change.after?.count ?? 0)
                + (change.context?.count ?? 0)
        }
        let bytes = batch.bytes.withUnsafeBytes { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                var writer = LineWriter(target: UnsafeMutableRawBufferPointer(target), source: source)
                var relation = RelationText()
                for change in batch.changes {
                    write(change, isReplay: batch.isReplay, relation: &relation, to: &writer)
                    ends.append(writer.count)
                }
                count = writer.count
            }
        }
        return EncodedLines(bytes: bytes, ends: ends)
    }

    private func write(
        _ change: Change, isReplay: Bool, relation: inout RelationText, to line: inout LineWriter
    ) {
        line.write(idPrefix)
        line.write(decimal: UInt64(bitPattern: change.sequence.rawValue))
        line.write("\",\"seq\":")
        line.write(decimal: UInt64(bitPattern: change.sequence.rawValue))
        line.write(",\"op\":\"")
        line.write(change.operation.name)
        line.write("\",\"schema\":")
        line.write(relation.encoded(schema: change.schema, table: change.table, in: line.source))
        line.write(",\"key\":")
        line.write(json: change.key)
        if let oldKey = change.oldKey {
            line.write(",\"old_key\":")
            line.write(json: oldKey)
        }
        line.write(",\"before\":")
        line.write(json: change.before)
        line.write(",\"after\":")
        line.write(json: change.after)
        line.write(",\"xid\":\"")
        line.write(decimal: change.xid)
        line.write("\",\"captured_at\":\"")
        line.write(timestamp: change.capturedAt)
        line.write("\",\"context\":")
        line.write(json: change.context)
        if let partition = change.partition {
            line.write(",\"partition\":")
            line.write(JSONText.quoted(utf8: line.source[partition]))
        }
        if let omitted = change.omitted {
            line.write(",\"omitted\":")
            line.write(JSONText.quoted(utf8: line.source[omitted]))
        }
        if let origin = change.origin {
            line.write(",\"origin\":")
            line.write(JSONText.quoted(utf8: line.source[origin]))
        }
        if isReplay {
            line.write(",\"replayed\":true")
        }
        line.write("}\n")
    }

    /// `"SCHEMA","table":"TABLE"` of the table that the last change was of.
    private struct RelationText {
        private var schema: [UInt8] = []
        private var table: [UInt8] = []
        private var json: [UInt8] = []

        mutating func encoded(schema: ByteRange, table: ByteRange, in source: UnsafeRawBufferPointer) -> [UInt8] {
            if json.isEmpty || !source[schema].elementsEqual(self.schema) || !source[table].elementsEqual(self.table) {
                self.schema = Array(source[schema])
                self.table = Array(source[table])
                json =
                    JSONText.quoted(utf8: self.schema) + Array(",\"table\":".utf8) + JSONText.quoted(utf8: self.table)
            }
            return json
        }
    }
}

/// Lines, and where each of them ends.
public struct EncodedLines: Sendable {
    /// All lines, each with its line break.
    public let bytes: [UInt8]
    /// For each line the offset behind its line break, in bytes.
    public let ends: [Int]

    /// How long a line is without its line break, in bytes.
    public func length(_ place: Int) -> Int {
        ends[place] - (place > 0 ? ends[place - 1] : 0) - 1
    }

    /// The first line that is longer than a limit in bytes, its line break not counted.
    public func firstLonger(than limit: Int) -> Int? {
        // Mostly there is none, and the sum tells.
        guard bytes.count > limit else { return nil }
        return ends.indices.first { length($0) > limit }
    }
}

extension UnsafeRawBufferPointer {
    subscript(_ range: ByteRange) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range.offset..<range.offset + range.count])
    }
}
