import Testing

@testable import PostgresClient

@Suite struct SettingsTests {
    @Test(arguments: [
        ("postgresql://ann:secret@db.example:6432/shop", "db.example:6432/shop as ann"),
        ("host=db.example dbname=shop user=ann password=secret", "db.example:5432/shop as ann"),
        ("postgresql://ann@a:1,b:2/shop", "a:1,b:2/shop as ann"),
        ("postgresql://ann@a,b:5433/shop", "a:5432,b:5433/shop as ann"),
        ("host=a,b port=7 user=ann dbname=shop", "a:7,b:7/shop as ann"),
        ("user=ann hostaddr=10.0.0.1", "10.0.0.1:5432/ann as ann"),
        ("user=ann host=/run/postgresql", "/run/postgresql:5432/ann as ann"),
    ])
    func `the endpoint names the place and no secret`(conninfo: String, endpoint: String) throws {
        let settings = try PostgresSettings(conninfo: conninfo)
        #expect(settings.endpoint == endpoint)
    }

    @Test func `no way of printing settings shows the password`() throws {
        let settings = try PostgresSettings(conninfo: "postgresql://ann:hunter2@db/shop")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!"\(settings) \(String(reflecting: settings)) \(dumped)".contains("hunter2"))
    }

    @Test(arguments: [
        "postgresql://ann:p%zzhunter2@db/shop", "host=db password=my hunter2", "postgresql://ann:x@[hunter2/shop",
    ])
    func `a string that cannot be understood is refused without repeating it`(conninfo: String) throws {
        let error = try #require(throws: PostgresError.self) { try PostgresSettings(conninfo: conninfo) }
        #expect(error.kind == .invalidSettings)
        #expect(error.message.hasPrefix("invalid connection string: "))
        #expect(!error.description.contains("hunter2"))
    }

    @Test func `an unknown key is named`() throws {
        let error = try #require(throws: PostgresError.self) { try PostgresSettings(conninfo: "hots=db") }
        #expect(error.description == #"invalid connection string: invalid connection option "hots""#)
    }

    @Test func `time-outs are added where nothing is said, and kept where it is`() throws {
        let plain = try PostgresSettings(conninfo: "host=db").options
        #expect(plain["connect_timeout"] == "10")
        #expect(plain["tcp_user_timeout"] == "20000")
        #expect(plain["client_encoding"] == "UTF8")
        let stated = try PostgresSettings(conninfo: "host=db connect_timeout=3 client_encoding=LATIN1").options
        #expect(stated["connect_timeout"] == "3")
        #expect(stated["client_encoding"] == "UTF8")
        let service = try PostgresSettings(conninfo: "service=shop").options
        #expect(service["connect_timeout"] == nil)
    }
}
