import Configuration

/// What tells a table's rows apart.
public enum KeyChoice: Hashable, Sendable {
    /// The table's primary key.
    case primaryKey
    /// These columns, in this order.
    case columns([String])
    /// The whole row.
    case row
}

extension ValueKind where Value == KeyChoice {
    static var keyChoice: ValueKind {
        .word(
            .text("choice", allowed: "primary, row", write: { $0 == .row ? "row" : "primary" }) {
                ["primary": .primaryKey, "row": .row][$0]
            },
            orListOf: .string, KeyChoice.columns)
    }
}
