import CLibPQ

/// Connects with libpq's own ways: several hosts, time-outs, TLS.
///
/// - Throws: `.connectionFailed` when no server answers, `.connectionRejected` when one refuses.
func openConnection(_ options: [String: String], _ notices: NoticeSink?) throws(PostgresError) -> OpaquePointer {
    guard let connection = startConnection(options) else {
        throw PostgresError(.connectionFailed, "out of memory")
    }
    if PQstatus(connection) != CONNECTION_BAD {
        // libpq takes a notice receiver and the verbosity, without which a refusal has no SQLSTATE, only on a
        // connection that exists. So the attempt just started is given up and made anew, now by libpq's whole
        // procedure, which alone passes from a host that stays silent to the next one.
        NoticeSink.install(notices, on: connection)
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        PQreset(connection)
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
    }
    guard PQstatus(connection) == CONNECTION_OK else {
        defer { PQfinish(connection) }
        var error = connectionError(String(cString: PQerrorMessage(connection)))
        if error.sqlState == nil, PQconnectionNeedsPassword(connection) == 1 {
            // libpq hung up by itself, having no password to answer with.
            error.kind = .connectionRejected
            error.sqlState = .invalidPassword
        }
        throw error
    }
    return connection
}

private func startConnection(_ options: [String: String]) -> OpaquePointer? {
    let pairs = options.map { (keyword: Array($0.key.utf8CString), value: Array($0.value.utf8CString)) }
    let characters = pairs.flatMap { $0.keyword + $0.value }
    return characters.withUnsafeBufferPointer { buffer in
        var keywords: [UnsafePointer<CChar>?] = []
        var values: [UnsafePointer<CChar>?] = []
        var next = buffer.baseAddress
        for pair in pairs {
            keywords.append(next)
            values.append(next?.advanced(by: pair.keyword.count))
            next = next?.advanced(by: pair.keyword.count + pair.value.count)
        }
        return PQconnectStartParams(keywords + [nil], values + [nil], 0)
    }
}

/// Takes apart libpq's verbose message, in which a server's answer reads `FATAL:  28P01: words`.
func connectionError(_ text: String) -> PostgresError {
    let answer = #/:  (?<code>[0-9A-Z]{5}): /#
    let message = text.split(separator: "\n")
        .filter { !$0.hasPrefix("LOCATION:") }
        .joined(separator: "; ")
        .replacing(answer) { _ in ": " }
        .asSentence
    // With several hosts the last answer is the one that ended the attempt.
    guard let code = text.matches(of: answer).last?.output.code else {
        return PostgresError(.connectionFailed, message)
    }
    return PostgresError(.connectionRejected, message, sqlState: SQLState(rawValue: String(code)))
}
