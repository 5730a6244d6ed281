import CLibPQ

/// Where and how to connect. TLS and everything else that libpq knows is said in the connection string.
public struct PostgresSettings: Sendable {
    /// Is given each notice that the server sends; nil drops them.
    public var onNotice: PostgresNotice.Handler?

    /// libpq's keywords and values, the password among them: never to be printed.
    let options: [String: String]

    /// The server, database and role for people to read, without any secret: `host:port/database as user`.
    public let endpoint: String

    var applicationName: String { options["application_name"] ?? options["fallback_application_name"] ?? "" }

    /// Understands a connection string.
    ///
    /// Where neither the string nor the environment nor a service file says otherwise, a connection attempt gives up
    /// after 10 seconds, and a silent peer is noticed within half a minute.
    ///
    /// - Parameters:
    ///   - conninfo: A `postgresql://` URL or `key=value` pairs. What it leaves out comes from libpq's `PG*`
    ///     environment variables; an empty string leaves out everything.
    ///   - applicationName: What `pg_stat_activity` shows, unless the connection string or `PGAPPNAME` names another.
    ///   - onNotice: Is given each notice that the server sends; nil drops them.
    /// - Throws: `.invalidSettings` when libpq cannot understand the string.
    public init(
        conninfo: String, applicationName: String = "tailrace", onNotice: PostgresNotice.Handler? = nil
    ) throws(PostgresError) {
        let given = try Self.parse(conninfo)
        let inherited = Self.takeOptions(PQconndefaults())
        var options = given
        // A service file is read by libpq as it connects, and anything set here would override it.
        if given["service"] == nil {
            options.merge(Self.defaults.filter { inherited[$0.key] == nil }) { stated, _ in stated }
        }
        options["client_encoding"] = "UTF8"
        if options["fallback_application_name"] == nil { options["fallback_application_name"] = applicationName }
        self.options = options
        self.onNotice = onNotice
        endpoint = Self.endpoint(inherited.merging(given) { _, stated in stated })
    }

    private static let defaults = [
        "connect_timeout": "10",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "20000",
    ]

    private static func parse(_ conninfo: String) throws(PostgresError) -> [String: String] {
        guard !conninfo.utf8.contains(0) else {
            throw PostgresError(.invalidSettings, "the connection string contains a zero byte")
        }
        var complaint: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(conninfo, &complaint) else {
            defer { PQfreemem(complaint) }
            let message = complaint.map { redact(String(cString: $0)) } ?? "out of memory"
            throw PostgresError(.invalidSettings, "invalid connection string: \(message)")
        }
        return takeOptions(options)
    }

    /// libpq quotes what it could not parse, which may well be a part of the password.
    private static func redact(_ message: String) -> String {
        let sentence = message.asSentence
        let namesOnlyAKey = ["invalid connection option", "invalid URI query parameter"]
        guard !namesOnlyAKey.contains(where: sentence.hasPrefix) else { return sentence }
        return sentence.replacing(/".{2,}"/) { _ in "\"…\"" }
    }

    private static func takeOptions(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String] {
        guard let options else { return [:] }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }

    private static func endpoint(_ options: [String: String]) -> String {
        func list(_ key: String) -> [Substring] {
            options[key]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        }
        let hosts = list("host").isEmpty ? list("hostaddr") : list("host")
        let ports = list("port")
        let servers = (hosts.isEmpty ? [""] : hosts).enumerated().map { index, host in
            let port = ports.count > 1 ? (index < ports.count ? ports[index] : "") : ports.first ?? ""
            return "\(host.isEmpty ? "local" : host):\(port.isEmpty ? "5432" : port)"
        }
        let user = options["user"] ?? ""
        // A database name may hold a whole connection string, with a password in it.
        let database = options["dbname"].map { $0.contains("=") || $0.contains("://") ? "…" : $0 } ?? user
        return "\(servers.joined(separator: ","))/\(database)\(user.isEmpty ? "" : " as \(user)")"
    }
}

extension PostgresSettings: CustomStringConvertible, CustomReflectable {
    /// The ``endpoint``.
    public var description: String { endpoint }

    /// Shows the ``endpoint`` alone, so that no dump prints a password.
    public var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint]) }
}
