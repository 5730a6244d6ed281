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

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
