import TailraceCore

/// PostgreSQL's text form of arrays, as far as it is read here.
enum PostgresArray {
    /// Reads `{1,2,3}`.
    static func integers(_ text: String) throws(MalformedValue) -> [UInt64] {
        var values: [UInt64] = []
        for part in text.dropFirst().dropLast().split(separator: ",") {
            guard let value = UInt64(part) else { throw MalformedValue(type: "list of numbers", text: text) }
            values.append(value)
        }
        return values
    }
}
