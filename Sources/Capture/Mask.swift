import Configuration

/// What stands in the place of a value that must not leave the table. A null stays null.
public enum Mask: Hashable, Sendable {
    /// The SHA-256 of the salt and the value's text, in hexadecimal: equal values stay equal.
    case sha256
    /// Nothing.
    case null
    /// Always the same text.
    case text(String)

    init?(_ text: String) {
        switch text {
        case "sha256": self = .sha256
        case "null": self = .null
        case let text where text.hasPrefix("text:"): self = .text(String(text.dropFirst(5)))
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .sha256: "sha256"
        case .null: "null"
        case .text(let text): "text:\(text)"
        }
    }
}

extension ValueKind where Value == [String: Mask] {
    /// Columns with their masks, or a list of columns to be hashed.
    static var masks: ValueKind {
        let mask = ValueKind<Mask>.text("mask", allowed: "sha256, text:ANYTHING", write: \.description) { Mask($0) }
            .readingNull(as: .null)
        let byColumn = ValueKind<[NamedValue<Mask>]>.mapping(from: "COLUMN", to: mask).map { entries in
            Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        } inverse: { _ in
            []
        }
        return .word(byColumn, orListOf: .string) { columns in
            Dictionary(columns.map { ($0, .sha256) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
