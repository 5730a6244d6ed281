import Configuration
import Testing

@Suite struct ReferenceTests {
    @Test func theReferenceShowsEveryDeclaration() {
        let rows = ConfigurationReference.markdown([SampleRoot.self])
        #expect(
            rows == """
                ## The file

                What stands at the root.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `database` | secret | required | `${NAME}`, `file:PATH` or the text itself | The source. |
                | `tables` | mapping from PATTERN to section: [A table](#a-table) | – |  | What is captured. |
                | `sinks` | mapping from SINK to section by `type`: [Every sink](#every-sink), \
                [The file sink](#the-file-sink), [The HTTP sink](#the-http-sink) | – |  | Where changes go. |
                | `retention` | section: [Retention](#retention) | – |  | What is kept. |

                ## A table

                At `tables.PATTERN`.

                How one table is captured.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `exclude` | list of string | `[]` |  | Columns that are left out. |

                ## Every sink

                At `sinks.SINK`.

                Keys that all sinks have.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `from` | choice | `now` | now, earliest | Where it starts. |

                ## The file sink

                At `sinks.SINK` with `type: file`.

                Lines in a file.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `type` | choice | required | file, http | Where it leads. |
                | `path` | path | required |  | The file. |

                ## The HTTP sink

                At `sinks.SINK` with `type: http`.

                Requests to a server.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `type` | choice | required | file, http | Where it leads. |
                | `port` | integer | `80` | 1 to 65535 | The server's port. |
                | `headers` | mapping from HEADER to secret | – | `${NAME}`, `file:PATH` or the text itself \
                | Sent with each request. |

                ## Retention

                At `retention`.

                How long delivered changes are kept.

                | key | type | default | allowed | meaning |
                |---|---|---|---|---|
                | `at_least` | duration | `1h` | a whole number with ms, s, m, h or d | Shortest time. |
                | `at_most` | duration | – | a whole number with ms, s, m, h or d | Longest time \\| none. |

                """)
    }

    @Test func aSectionIsShownOnce() {
        let page = ConfigurationReference.markdown([SampleTable.self, SampleRoot.self, SampleRetention.self])
        #expect(page.ranges(of: "## A table\n").count == 1)
        #expect(page.ranges(of: "## Retention\n").count == 1)
    }

    @Test func defaultsAreWrittenAsInTheFile() {
        struct Defaults: ConfigurationSection {
            static let title = "Defaults"
            static let doc = ""
            static let keys: [any AnyConfigurationKey] = [
                ConfigurationKey("text", .string, default: "", doc: ""),
                ConfigurationKey("flag", .boolean, default: true, doc: ""),
                ConfigurationKey("share", .number, default: 0.5, doc: ""),
                ConfigurationKey("poll", .duration(), default: .milliseconds(1500), doc: ""),
                ConfigurationKey("batch", .byteCount(), default: ByteCount(bytes: 4 << 20), doc: ""),
                ConfigurationKey("names", .list(of: .string), default: ["a", "b"], doc: ""),
                ConfigurationKey("secret", .secret, default: Secret("hunter2"), doc: ""),
            ]

            init(_ reader: SectionReader) {}
        }
        let page = ConfigurationReference.markdown([Defaults.self])
        let defaults = page.split(separator: "\n").dropFirst(3).map { $0.split(separator: " | ")[2] }
        #expect(defaults == ["empty", "`true`", "`0.5`", "`1500ms`", "`4MiB`", "`[a, b]`", "`•••`"])
    }
}
