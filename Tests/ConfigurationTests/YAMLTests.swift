import Configuration
import Foundation
import Testing

@Suite struct YAMLTests {
    private func refusalOfYAML(_ text: String) -> String {
        refusal { _ = try ConfigurationFile.parse(text, file: "t.yaml", environment: [:]) }
    }

    @Test func aFileIsRead() throws {
        try withFile("database: x\nsinks: {a: {type: file, path: out}}\n") { path in
            let root = try ConfigurationFile.load(path: path, environment: [:]).read(SampleRoot.self)
            let folder = (path as NSString).deletingLastPathComponent
            #expect((root.sinks[0].value.destination as? SampleFileSink)?.path == "\(folder)/out")
            #expect(root.sinks[0].place.description == "\(path):2:9")
        }
    }

    @Test func aMissingFile() {
        #expect(
            refusal { _ = try ConfigurationFile.load(path: "no/tailrace.yaml") }
                == "no/tailrace.yaml: the file cannot be read: No such file or directory")
    }

    @Test func unreadableFiles() throws {
        #expect(
            refusal { _ = try ConfigurationFile.load(path: "/etc") }
                == "/etc: the file cannot be read: Is a directory")
        try withFile(Data([0x61, 0xFF, 0x62])) { path in
            #expect(
                refusal { _ = try ConfigurationFile.load(path: path) }
                    == "\(path): the file cannot be read: it is not UTF-8 text")
        }
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
    func emptyFiles(text: String) {
        #expect(refusalOfYAML(text) == "t.yaml: the file holds no configuration")
    }

    @Test func syntaxErrors() {
        #expect(
            refusalOfYAML("a: [1, 2\nb: 3\n")
                == "t.yaml:2:2: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'")
        #expect(
            refusalOfYAML("a: 1\n  b: 2\n")
                == "t.yaml:2:4: this is not YAML: mapping values are not allowed in this context")
    }

    @Test func tabs() {
        #expect(
            refusalOfYAML("a:\n\tb: 1\n") == "t.yaml:2:1: this is not YAML: while scanning for the next token, "
                + "found character that cannot start any token (the line holds a tab; YAML indents with spaces)")
    }

    @Test func referencesBetweenBracesNeedQuotes() {
        #expect(refusalOfYAML("a: { b: ${C} }\n").hasSuffix("(between { } or [ ], put `${NAME}` in quotes)"))
    }

    @Test func controlCharacters() {
        #expect(
            refusalOfYAML("a: 1\nb: x\u{0}y\n") == "t.yaml:2:5: this is not YAML: control characters are not allowed")
    }

    @Test func duplicateKeys() {
        #expect(refusalOfYAML("a: 1\nb: 2\n'a': 3\n") == "t.yaml:1:1: `a`: given more than once in one mapping")
        #expect(refusalOfYAML("x:\n  a: 1\n  a: 2\n") == "t.yaml:2:3: `a`: given more than once in one mapping")
    }

    @Test func unsupportedYAML() {
        #expect(
            refusalOfYAML("a: 1\n---\nb: 2\n")
                == "t.yaml:2:1: a second document begins; a configuration is one document")
        #expect(refusalOfYAML("a: *b\n") == "t.yaml:1:4: this is not YAML: found undefined alias")
        #expect(refusalOfYAML("a: !env B\n") == "t.yaml:1:4: YAML tags are not supported: remove `!env`")
        #expect(refusalOfYAML("? [a]\n: b\n") == "t.yaml:1:3: a list or a mapping cannot be a key")
        #expect(
            refusalOfYAML("a: &a {b: 1}\nc:\n  <<: *a\n")
                == "t.yaml:3:3: merging with `<<` is not supported; an alias can stand for a whole value")
    }

    @Test func anchorsAndAliases() throws {
        let root = try sample(
            """
            database: x
            tables:
              a: { exclude: &columns [password] }
              b: { exclude: *columns }
            """)
        #expect(root.tables.map(\.value.exclude) == [["password"], ["password"]])
    }

    @Test func aliasesThatMultiplyAreRefused() {
        let lines = (1...9).map { level in
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            return "a\(level): &a\(level) [\(aliases)]"
        }
        let text = "a0: &a0 x\n" + lines.joined(separator: "\n")
        #expect(refusalOfYAML(text).hasSuffix("the file holds more than 100000 values"))
    }

    @Test func deepNestingIsRefused() {
        #expect(
            refusalOfYAML("a: " + String(repeating: "[", count: 100_000))
                == "t.yaml:1:5: this is not YAML: lists and mappings are nested too deeply")
    }

    @Test func windowsLineEndingsAndAByteOrderMark() throws {
        #expect(try sample("\u{FEFF}database: x\r\ntables:\r\n  a: {}\r\n").tables.map(\.name) == ["a"])
    }
}
