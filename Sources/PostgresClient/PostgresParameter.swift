/// A value for `$1`, `$2` … of a statement.
///
/// It is sent as text of no declared type, so that the SQL decides the type: by the place where it stands or by a cast.
public struct PostgresParameter: Sendable, Hashable {
    /// The value in PostgreSQL's text format; nil is NULL.
    let text: String?

    /// SQL's NULL.
    public static let null = PostgresParameter(text: nil)

    /// A text; nil is NULL. It must not contain a zero character, which PostgreSQL cannot store.
    public static func text(_ value: String?) -> PostgresParameter {
        PostgresParameter(text: value)
    }

    /// An integer of any width; nil is NULL.
    public static func integer(_ value: (some BinaryInteger)?) -> PostgresParameter {
        PostgresParameter(text: value.map { String($0) })
    }

    /// A boolean; nil is NULL.
    public static func bool(_ value: Bool?) -> PostgresParameter {
        PostgresParameter(text: value.map { $0 ? "t" : "f" })
    }

    /// A floating-point number, with every digit; nil is NULL.
    public static func double(_ value: Double?) -> PostgresParameter {
        PostgresParameter(text: value.map { $0.isInfinite ? ($0 < 0 ? "-Infinity" : "Infinity") : "\($0)" })
    }

    /// Bytes, for `bytea`; nil is NULL.
    public static func bytes(_ value: [UInt8]?) -> PostgresParameter {
        PostgresParameter(text: value.map(hexadecimal))
    }

    /// An array of integers, for `bigint[]`, `xid8[]` and their like.
    public static func integers(_ values: [some BinaryInteger]) -> PostgresParameter {
        PostgresParameter(text: "{\(values.map { String($0) }.joined(separator: ","))}")
    }

    /// An array of texts, for `text[]`. nil elements are NULL.
    public static func texts(_ values: [String?]) -> PostgresParameter {
        PostgresParameter(text: "{\(values.map(arrayElement).joined(separator: ","))}")
    }

    private static func arrayElement(_ value: String?) -> String {
        guard let value else { return "NULL" }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 2 + bytes.count * 2) { buffer in
            buffer[0] = UInt8(ascii: "\\")
            buffer[1] = UInt8(ascii: "x")
            for (index, byte) in bytes.enumerated() {
                buffer[2 + index * 2] = digits[Int(byte >> 4)]
                buffer[3 + index * 2] = digits[Int(byte & 15)]
            }
            return buffer.count
        }
    }
}

extension PostgresParameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A floating-point number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// SQL's NULL.
    public init(nilLiteral: ()) { self = .null }
}
