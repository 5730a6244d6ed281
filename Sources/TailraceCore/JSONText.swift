/// Plain text as JSON.
public enum JSONText {
    /// A JSON string, in quotes.
    public static func quoted(_ text: String) -> String {
        String(decoding: quoted(utf8: text.utf8), as: UTF8.self)
    }

    /// A JSON string, in quotes, of UTF-8 bytes; never more than six bytes for one, and two.
    public static func quoted(utf8 text: some Swift.Sequence<UInt8>) -> [UInt8] {
        var json: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: json += Array("\\u00".utf8) + [hexDigit(byte >> 4), hexDigit(byte & 0xf)]
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
        return json
    }

    /// What stands between a JSON string's quotes, as plain text.
    /// - Returns: nil where an escape is none, or one of half a character.
    public static func plain(_ escaped: some Collection<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        var rest = escaped[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0c)
            case UInt8(ascii: "n"): plain.append(0x0a)
            case UInt8(ascii: "r"): plain.append(0x0d)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "u"):
                let digits = String(decoding: rest.prefix(4), as: UTF8.self)
                guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
                else { return nil }
                rest = rest.dropFirst(4)
                plain += Array(String(Character(scalar)).utf8)
            case let byte?: plain.append(byte)
            case nil: return nil
            }
        }
        return plain
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
