import Configuration
import Testing

@Suite struct SectionTests {
    @Test func aWholeFile() throws {
        let root = try sample(
            """
            database: ${URL}
            tables:
              public.orders: {}
              public.customers: { exclude: [password_hash] }
              "*.audit":
            sinks:
              web:
                type: http
                headers: { X-Token: "${TOKEN}" }
              changes:
                type: file
                path: ./changes.jsonl
                from: earliest
            """, environment: ["URL": "postgres://db", "TOKEN": "t"])
        #expect(root.database.reveal() == "postgres://db")
        #expect(root.tables.map(\.name) == ["public.orders", "public.customers", "*.audit"])
        #expect(root.tables.map(\.value.exclude) == [[], ["password_hash"], []])
        #expect(root.sinks.map(\.name) == ["web", "changes"])
        #expect(root.sinks.map(\.value.settings.from) == [.now, .earliest])
        let web = try #require(root.sinks[0].value.destination as? SampleHTTPSink)
        #expect(web.port == 80)
        #expect(web.headers.map(\.name) == ["X-Token"])
        #expect(web.headers.map { $0.value.reveal() } == ["t"])
        #expect((root.sinks[1].value.destination as? SampleFileSink)?.path == "/etc/tailrace/changes.jsonl")
        #expect(root.retention.atLeast == .seconds(3600))
        #expect(root.retention.atMost == nil)
    }

    @Test func anOptionalKeyIsGivenNullOrLeftOut() throws {
        #expect(try sample("{database: x, retention: {at_most: 2h}}").retention.atMost == .seconds(7200))
        #expect(try sample("{database: x, retention: {at_most: null}}").retention.atMost == nil)
        #expect(try sample("{database: x, retention: }").retention.atMost == nil)
    }

    @Test func anUnknownKey() {
        let text = """
            database: x
            sinks:
              changes:
                type: file
                path: ./a
                pth: ./b
            """
        #expect(
            refusal { _ = try sample(text) } == "tailrace.yaml:6:5: sinks.changes.pth: unknown key; "
                + "did you mean `path`? Allowed: type, from, path")
    }

    @Test func anUnknownKeyLikeNoOther() {
        #expect(
            refusal { _ = try sample("database: x\ncolour: red\n") }
                == "tailrace.yaml:2:1: colour: unknown key; allowed: database, tables, sinks, retention")
    }

    @Test func allProblemsAreReportedInTheOrderOfTheFile() {
        let text = """
            sinks:
              a: { type: http, port: 0, from: erliest }
              b: { type: fil }
              c: { from: now }
              d: { type: file }
              e: 5
            tables:
              public.orders: { exclude: email, mask: [x] }
            databse: x
            """
        #expect(
            refusal { _ = try sample(text) } == """
                tailrace.yaml:1:1: database: missing; wanted: secret (`${NAME}`, `file:PATH` or the text itself)
                tailrace.yaml:2:26: sinks.a.port: found `0`; wanted: integer (1 to 65535)
                tailrace.yaml:2:35: sinks.a.from: found `erliest`; did you mean `earliest`? Allowed: now, earliest
                tailrace.yaml:3:14: sinks.b.type: found `fil`; did you mean `file`? Allowed: file, http
                tailrace.yaml:4:6: sinks.c.type: missing; wanted: choice (file, http)
                tailrace.yaml:5:6: sinks.d.path: missing; wanted: path
                tailrace.yaml:6:6: sinks.e: found `5`; wanted: mapping with type, which is one of file, http
                tailrace.yaml:8:29: tables."public.orders".exclude: found `email`; wanted: list of string
                tailrace.yaml:8:36: tables."public.orders".mask: unknown key; allowed: exclude
                tailrace.yaml:9:1: databse: unknown key; did you mean `database`? \
                Allowed: database, tables, sinks, retention
                """)
    }

    @Test func aKeyOfAnotherVariantIsUnknown() {
        #expect(
            refusal { _ = try sample("{database: x, sinks: {a: {type: http, path: x}}}") }
                == "tailrace.yaml:1:39: sinks.a.path: unknown key; allowed: type, from, port, headers")
    }

    @Test func variantsWithoutSharedKeysInAList() throws {
        struct Targets: ConfigurationSection {
            static let title = "Targets"
            static let doc = ""
            static let targets = ConfigurationKey(
                "targets",
                .list(
                    of: .variant(
                        by: "kind", doc: "",
                        [
                            SectionVariant("file", SampleFileSink.self) { $0.path },
                            SectionVariant("http", SampleHTTPSink.self) { "\($0.port)" },
                        ])),
                doc: "")
            static let keys: [any AnyConfigurationKey] = [targets]
            let targets: [String]

            init(_ reader: SectionReader) throws(ConfigurationError) {
                targets = try reader.read(Self.targets)
            }
        }
        let file = try ConfigurationFile.parse(
            "targets: [{kind: http, port: 8080}, {path: /a, kind: file}]", file: "t.yaml")
        #expect(try file.read(Targets.self).targets == ["8080", "/a"])
        let wrong = try ConfigurationFile.parse("targets: [{kind: file}]", file: "t.yaml")
        #expect(refusal { _ = try wrong.read(Targets.self) } == "t.yaml:1:11: targets[0].path: missing; wanted: path")
    }

    @Test func aVariantLeftOutIsMissing() throws {
        struct Target: ConfigurationSection {
            static let title = "Target"
            static let doc = ""
            static let target = ConfigurationKey(
                "target", .variant(by: "kind", doc: "", [SectionVariant("file", SampleFileSink.self) { $0.path }]),
                doc: "")
            static let keys: [any AnyConfigurationKey] = [target]

            init(_ reader: SectionReader) throws(ConfigurationError) {
                _ = try reader.read(Self.target)
            }
        }
        let file = try ConfigurationFile.parse("{}", file: "t.yaml")
        #expect(refusal { _ = try file.read(Target.self) } == "t.yaml:1:1: target: missing; wanted: section by `kind`")
    }

    @Test func wrongShapes() {
        #expect(
            refusal { _ = try sample("- a\n- b\n") }
                == "tailrace.yaml:1:1: found a list; wanted: mapping with database, tables, sinks, retention")
        #expect(
            refusal { _ = try sample("{database: x, tables: [public.orders]}") }
                == "tailrace.yaml:1:23: tables: found a list; wanted: mapping from PATTERN to section")
    }

    @Test func valuesThatDoNotFitTogether() {
        #expect(
            refusal { _ = try sample("database: x\nretention:\n  at_most: 1m\n") }
                == "tailrace.yaml:3:3: retention.at_most: is shorter than `at_least`")
    }

    @Test func problemsThatOnlyTheUserOfAValueSees() throws {
        let table = try sample("{database: x, tables: {public.orders: {}}}").tables[0]
        #expect(
            "\(table.problem("the database has no such table"))"
                == "tailrace.yaml:1:24: tables.\"public.orders\": the database has no such table")
    }

    @Test func aReaderKnowsWhatTheFileGives() throws {
        struct Given: ConfigurationSection {
            static let title = "Given"
            static let doc = ""
            static let first = ConfigurationKey("first", .integer, default: 1, doc: "")
            static let second = ConfigurationKey("second", .integer, default: 2, doc: "")
            static let keys: [any AnyConfigurationKey] = [first, second]
            let given: [Bool]

            init(_ reader: SectionReader) throws(ConfigurationError) {
                given = [reader.gives(Self.first), reader.gives(Self.second)]
            }
        }
        #expect(try ConfigurationFile.parse("second: 2", file: "t.yaml").read(Given.self).given == [false, true])
    }

    @Test func anUndeclaredKeyCannotBeRead() async {
        await #expect(processExitsWith: .failure) {
            struct Undeclared: ConfigurationSection {
                static let title = "Undeclared"
                static let doc = ""
                static let key = ConfigurationKey(optional: "key", .integer, doc: "")
                static let keys: [any AnyConfigurationKey] = []

                init(_ reader: SectionReader) throws(ConfigurationError) {
                    _ = try reader.read(Self.key)
                }
            }
            // Nothing but the reading itself may end the process with a failure.
            guard let file = try? ConfigurationFile.parse("{}", file: "t.yaml") else { return }
            _ = try file.read(Undeclared.self)
        }
    }
}
