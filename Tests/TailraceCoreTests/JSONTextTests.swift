import Foundation
import TailraceCore
import Testing

@Suite struct JSONTextTests {
    @Test func `every character of Unicode's first plane and more is read back by a JSON parser`() throws {
        let scalars = (UInt32(0)...0xffff).compactMap(Unicode.Scalar.init) + ["🙂", "\u{10ffff}"]
        let text = String(String.UnicodeScalarView(scalars))
        let json = "[\(JSONText.quoted(text))]"
        // Foundation drops a byte order mark nowhere but at the start; compare the scalars, not the characters.
        let parsed = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        #expect(parsed.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test(arguments: [
        ("", #""""#), ("a", #""a""#), ("\"", #""\"""#), ("\\", #""\\""#), ("\n", #""\u000a""#),
        ("\u{1f}", #""\u001f""#),
        ("\u{7f}ä🙂", "\"\u{7f}ä🙂\""), ("</script>", #""</script>""#),
    ])
    func `only what JSON forbids is escaped`(text: String, json: String) {
        #expect(JSONText.quoted(text) == json)
        #expect(JSONText.quoted(utf8: text.utf8) == Array(json.utf8))
    }
}
