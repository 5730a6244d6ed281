import Configuration
import Testing

private enum Text: SingleKeyKind { static let kind = ValueKind.string }
private enum Port: SingleKeyKind { static let kind = ValueKind.integer(1...65_535) }
private enum Names: SingleKeyKind { static let kind = ValueKind.list(of: .string) }

@Suite struct EnvironmentTests {
    private let environment = ["HOST": "db", "PORT": "5432", "EMPTY": "", "TRICK": "{a: [b]}\nkey: ${HOST}"]

    @Test(arguments: [
        ("${HOST}", "db"), ("a-${HOST}:${PORT}/x", "a-db:5432/x"), ("\"${HOST}\"", "db"), ("'${HOST}'", "db"),
        ("${MISSING:-there}", "there"), ("${EMPTY:-there}", "there"), ("${HOST:-there}", "db"), ("${MISSING:-}", ""),
        ("${MISSING:-a:-b}", "a:-b"), ("${EMPTY}", ""), ("$${HOST}", "${HOST}"), ("$HOST $ $$", "$HOST $ $$"),
        ("cost $5 ${HOST}", "cost $5 db"),
    ])
    func references(text: String, expected: String) throws {
        #expect(try value(Text.self, text, environment: environment) == expected)
    }

    @Test func aReplacedValueStaysOneScalar() throws {
        #expect(try value(Text.self, "${TRICK}", environment: environment) == environment["TRICK"])
        #expect(try value(Names.self, "['${TRICK}', b]", environment: environment).count == 2)
    }

    @Test func theKeyGivesTheType() throws {
        #expect(try value(Port.self, "${PORT}", environment: environment) == 5432)
        #expect(try value(Port.self, "'${PORT}'", environment: environment) == 5432)
    }

    @Test func anUnsetVariableIsNamed() {
        #expect(
            refusal(Text.self, "x${MISSING}")
                == "t.yaml:1:6: key: the environment variable `MISSING` is not set; "
                + "`${MISSING:-default}` gives a default")
    }

    @Test func malformedReferences() {
        #expect(
            refusal(Text.self, "'${HOST'")
                == "t.yaml:1:6: key: `${` without its `}`; a literal `${` is written `$${`")
        for text in ["'${}'", "'${1A}'", "'${A B}'", "'${É}'"] {
            #expect(
                refusal(Text.self, text) == "t.yaml:1:6: key: `${…}` must hold the name of an environment variable; "
                    + "a literal `${` is written `$${`")
        }
    }

    @Test func aMessageShowsTheReferenceAndNotItsValue() {
        let message = refusal(Port.self, "${URL}", environment: ["URL": "postgres://me:hunter2@db"])
        #expect(message == "t.yaml:1:6: key: found `${URL}`; wanted: integer (1 to 65535)")
    }

    @Test func theProcessEnvironmentIsTheDefault() throws {
        let file = try ConfigurationFile.parse("key: ${PATH}", file: "t.yaml")
        #expect(try !file.read(SingleKey<Text>.self).value.isEmpty)
    }
}
