import TailraceCore
import Testing

struct ChangeHeadTests {
    private static func lines(_ text: String) -> [String?]? {
        let bytes = Array(text.utf8)
        let head = bytes.withUnsafeBytes { ChangeHead($0) }
        guard let head else { return nil }
        let ranges = [
            head.schema, head.table, head.key, head.oldKey, head.partition, head.context, head.origin, head.omitted,
        ]
        return [String(UnicodeScalar(head.operation))]
            + ranges.map { range in
                range.map { String(decoding: bytes[$0.offset..<$0.offset + $0.count], as: UTF8.self) }
            }
    }

    @Test(arguments: [
        ("t\npublic\norders", ["t", "public", "orders", nil, nil, nil, nil, nil, nil]),
        ("i\ns\nt\n{\"id\":1}", ["i", "s", "t", "{\"id\":1}", nil, nil, nil, nil, nil]),
        ("u\ns\nt\nk\no\np\nc\nr\nsize", ["u", "s", "t", "k", "o", "p", "c", "r", "size"]),
        ("d\ns\nt\nk\n\n\n\nr", ["d", "s", "t", "k", nil, nil, nil, "r", nil]),
    ])
    func linesAreFound(text: String, expected: [String?]) {
        #expect(Self.lines(text) == expected)
    }

    @Test(arguments: [
        "", "i", "i\ns", "i\n\nt", "i\ns\n\nk", "\ns\nt", "in\ns\nt", "u\ns\nt\nk\no\np\nc\nr\nsize\nmore",
    ])
    func whatIsNoneIsRefused(text: String) {
        #expect(Self.lines(text) == nil)
    }

    @Test(arguments: [
        ("plain", "plain"), (#"a\"b\\c\/d"#, "a\"b\\c/d"), (#"\b\f\n\r\t\u0001\u00e4"#, "\u{8}\u{c}\n\r\t\u{1}ä"),
        ("", ""),
    ])
    func namesAreTakenOutOfTheirQuotes(escaped: String, plain: String) {
        #expect(JSONText.plain(Array(escaped.utf8)) == Array(plain.utf8))
    }

    @Test(arguments: [#"\"#, #"\u12"#, #"\uzzzz"#, #"\ud800"#])
    func escapesThatAreNoneAreRefused(escaped: String) {
        #expect(JSONText.plain(Array(escaped.utf8)) == nil)
    }
}
