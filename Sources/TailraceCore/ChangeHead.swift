/// What the outbox says of a change before its images: a line each, of which the last ones may be missing, as
/// `SQL/Functions/head.sql` writes them. Ranges are offsets into the text; nil stands for an empty line.
public struct ChangeHead: Equatable, Sendable {
    /// The operation's letter.
    public let operation: UInt8
    /// The table's schema, as in a JSON string.
    public let schema: ByteRange
    /// The table's name, as in a JSON string.
    public let table: ByteRange
    /// The row's key, as JSON.
    public let key: ByteRange?
    /// The key before an update that changed it, as JSON.
    public let oldKey: ByteRange?
    /// The partition's name, as in a JSON string.
    public let partition: ByteRange?
    /// What the application said about its transaction, as JSON.
    public let context: ByteRange?
    /// Who made the change, as in a JSON string.
    public let origin: ByteRange?
    /// Why an image is left out.
    public let omitted: ByteRange?

    /// Finds the lines.
    /// - Parameter text: the head; it is not kept.
    /// - Returns: nil where it is none: without an operation or a table's name, or with more lines than there are.
    public init?(_ text: UnsafeRawBufferPointer) {
        var lines = Lines(text: text)
        guard let operation = lines.next(), operation.count == 1, let schema = lines.next(), let table = lines.next()
        else { return nil }
        self.operation = text[operation.offset]
        self.schema = schema
        self.table = table
        key = lines.next()
        oldKey = lines.next()
        partition = lines.next()
        context = lines.next()
        origin = lines.next()
        omitted = lines.next()
        guard lines.isAtEnd else { return nil }
    }

    private struct Lines {
        let text: UnsafeRawBufferPointer
        private var start = 0

        init(text: UnsafeRawBufferPointer) { self.text = text }

        var isAtEnd: Bool { start >= text.count }

        mutating func next() -> ByteRange? {
            guard !isAtEnd else { return nil }
            let first = start
            while start < text.count, text[start] != UInt8(ascii: "\n") { start += 1 }
            let line = ByteRange(offset: first, count: start - first)
            start += 1
            return line.count > 0 ? line : nil
        }
    }
}
