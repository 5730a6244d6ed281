import CLibPQ

/// The connection as seen on its own thread: every call blocks until the server has answered.
///
/// It is reachable only inside ``PostgresConnection/perform(_:)``.
public final class PostgresSession {
    let gate: StatementGate
    private var handle: OpaquePointer?
    private var notices: NoticeSink?
    private var preparedNames: Set<String> = []
    /// Turned off for good once a pooler is seen to mix up the prepared statements of its clients.
    private var usesPreparedStatements = true
    /// The memory that the longest streamed row took, in bytes.
    var longestRow = 0
    private static let usualRow = 16 << 20

    init(gate: StatementGate) {
        self.gate = gate
    }

    deinit {
        close()
    }

    func open(_ settings: PostgresSettings) throws(PostgresError) {
        let notices = settings.onNotice.map(NoticeSink.init)
        handle = try openConnection(settings.options, notices)
        self.notices = notices
        if let handle { gate.attach(handle) }
    }

    func close() {
        gate.detach()
        PQfinish(handle)
        handle = nil
        notices = nil
    }

    // MARK: What the connection knows of itself

    /// Whether a transaction block is open, be it good or failed.
    public var isInTransaction: Bool {
        [PQTRANS_INTRANS, PQTRANS_INERROR].contains(PQtransactionStatus(handle))
    }

    /// Whether the connection is as good as a new one: neither lost, nor in a transaction, nor with memory that a huge row
    /// has left behind (libpq's buffer grows to the longest row, and never shrinks).
    var isWorthKeeping: Bool {
        PQstatus(handle) == CONNECTION_OK && !isInTransaction && longestRow <= Self.usualRow && !gate.hasBeenCut
    }

    /// The server process's number; nil when closed.
    var backendPID: Int32? { handle.map { PQbackendPID($0) } }

    // MARK: Statements

    /// Runs one statement.
    ///
    /// A named statement is prepared at its first use and reused afterwards. Where a transaction pooler makes that
    /// impossible, the connection does without from then on.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - parameters: Values for `$1`, `$2` and so on.
    ///   - resultFormat: How the server writes the values. Binary is quicker and what most callers want; a type
    ///     without a binary form needs text.
    /// - Throws: `.server` with the SQLSTATE, `.connectionLost`, `.cancelled`, `.closed`, or `.invalidUse`.
    @discardableResult
    public func query(
        _ statement: PostgresStatement, _ parameters: [PostgresParameter] = [], resultFormat: PostgresFormat = .binary
    ) throws(PostgresError) -> PostgresResult {
        let values = try PackedParameters(parameters)
        if usesPreparedStatements, let name = statement.preparedName {
            let isRepeatable = !isInTransaction
            do throws(PostgresError) {
                return try queryPrepared(name, statement.sql, values, resultFormat)
            } catch {
                guard !usesPreparedStatements, isRepeatable else { throw error }
            }
        }
        return try queryUnprepared(statement.sql, values, resultFormat)
    }

    private func queryUnprepared(
        _ sql: String, _ values: PackedParameters, _ format: PostgresFormat
    ) throws(PostgresError) -> PostgresResult {
        try run(sql: sql) { handle in
            values.withValues { PQexecParams(handle, sql, $0, nil, $1, nil, nil, format.rawValue) }
        }
    }

    private func queryPrepared(
        _ name: String, _ sql: String, _ values: PackedParameters, _ format: PostgresFormat
    ) throws(PostgresError) -> PostgresResult {
        if !preparedNames.contains(name) {
            try run(sql: sql) { PQprepare($0, name, sql, 0, nil) }
            preparedNames.insert(name)
        }
        return try run { handle in
            values.withValues { PQexecPrepared(handle, name, $0, $1, nil, nil, format.rawValue) }
        }
    }

    /// Runs a script: any number of statements, separated by semicolons, without parameters and without results.
    ///
    /// Outside of a transaction the server runs a script of several statements as one transaction.
    ///
    /// - Throws: As ``query(_:_:resultFormat:)``; statements after the one that failed have not been run.
    public func execute(_ script: String) throws(PostgresError) {
        try run(sql: script) { PQexec($0, script) }
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: What `body` throws, even where the rollback fails too; otherwise a ``PostgresError``: `.rolledBack`
    ///   when the server answers the COMMIT with a rollback since `body` swallowed a statement's error, and
    ///   `.connectionLost` when the connection breaks during the COMMIT: then nobody knows whether it took effect.
    public func transaction<T>(
        _ options: TransactionOptions = TransactionOptions(), _ body: (PostgresSession) throws -> T
    ) throws -> T {
        guard !isInTransaction else {
            throw PostgresError(.invalidUse, "a transaction is open already")
        }
        try execute(options.begin)
        do {
            let value = try body(self)
            let answer = try run(.commit) { PQexec($0, "COMMIT") }
            guard answer.commandTag == "COMMIT" else {
                throw PostgresError(.rolledBack, "a statement had failed, so that the server rolled back at COMMIT")
            }
            return value
        } catch {
            if isInTransaction { _ = try? run(.rollback) { PQexec($0, "ROLLBACK") } }
            throw error
        }
    }

    // MARK: COPY

    /// Runs `COPY … TO STDOUT` and hands over what comes, one row at a time with its line end.
    ///
    /// - Parameters:
    ///   - sql: The COPY statement.
    ///   - consume: Is given each row; the buffer is good during the call only. When it throws, the COPY is cancelled.
    /// - Returns: The number of rows.
    /// - Throws: What `consume` throws, or a ``PostgresError`` as ``query(_:_:resultFormat:)``.
    @discardableResult
    public func copyOut(_ sql: String, _ consume: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        let handle = try openHandle()
        try gate.begin(.ordinary)
        defer { gate.end() }
        try startCopy(handle, sql, PGRES_COPY_OUT)
        var chunk: UnsafeMutablePointer<CChar>?
        while case let length = PQgetCopyData(handle, &chunk, 0), length > 0 {
            defer { PQfreemem(chunk) }
            do {
                try consume(UnsafeRawBufferPointer(start: chunk, count: Int(length)))
            } catch {
                leaveCopy(handle, PGRES_COPY_OUT)
                throw error
            }
        }
        return try finishCopy(handle)
    }

    /// Runs `COPY … FROM STDIN` with what `produce` gives.
    ///
    /// - Parameters:
    ///   - sql: The COPY statement.
    ///   - produce: Gives the next bytes, cut wherever it likes, and nil at the end. When it throws, the COPY is
    ///     aborted and nothing of it stays.
    /// - Returns: The number of rows.
    /// - Throws: What `produce` throws, or a ``PostgresError`` as ``query(_:_:resultFormat:)``.
    @discardableResult
    public func copyIn(_ sql: String, _ produce: () throws -> [UInt8]?) throws -> Int {
        let handle = try openHandle()
        try gate.begin(.ordinary)
        defer { gate.end() }
        try startCopy(handle, sql, PGRES_COPY_IN)
        do {
            while let bytes = try produce() {
                guard !gate.isCancelled else { throw PostgresError(.cancelled, "the task was cancelled") }
                let sent = bytes.withUnsafeBytes {
                    PQputCopyData(handle, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
                }
                // The reason is in the COPY's result.
                guard sent == 1 else { break }
            }
        } catch {
            leaveCopy(handle, PGRES_COPY_IN)
            throw error
        }
        _ = PQputCopyEnd(handle, nil)
        return try finishCopy(handle)
    }

    private func startCopy(_ handle: OpaquePointer, _ sql: String, _ wanted: ExecStatusType) throws(PostgresError) {
        try checkSendable(sql)
        let answer = try accept(PQexec(handle, sql), handle)
        guard answer.status == wanted else {
            leaveCopy(handle, answer.status)
            let direction = wanted == PGRES_COPY_IN ? "COPY … FROM STDIN" : "COPY … TO STDOUT"
            throw PostgresError(.invalidUse, "the statement is not a \(direction)")
        }
    }

    private func finishCopy(_ handle: OpaquePointer) throws(PostgresError) -> Int {
        let answer = PQgetResult(handle)
        drain(handle)
        return try accept(answer, handle).affectedRows
    }

    /// Brings the connection from the middle of a COPY back to where it takes statements.
    private func leaveCopy(_ handle: OpaquePointer, _ status: ExecStatusType) {
        if status == PGRES_COPY_IN {
            _ = PQputCopyEnd(handle, "given up by the client")
        } else if status == PGRES_COPY_OUT {
            gate.cancelHere()
            var chunk: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(handle, &chunk, 0) > 0 { PQfreemem(chunk) }
        }
        drain(handle)
    }

    func drain(_ handle: OpaquePointer) {
        while let rest = PQgetResult(handle) {
            let isStuck = PQresultStatus(rest) == PGRES_COPY_IN || PQresultStatus(rest) == PGRES_COPY_OUT
            PQclear(rest)
            // A script with a second COPY; libpq leaves that one by itself as the next statement starts.
            if isStuck { break }
        }
    }

    // MARK: Quoting

    /// Quotes a name, so that it stands in SQL exactly as it is.
    ///
    /// - Throws: `.invalidUse` for a text that no name can have, `.closed`.
    public func quoteIdentifier(_ name: String) throws(PostgresError) -> String {
        try quote(name, PQescapeIdentifier)
    }

    /// Quotes a text as a string literal, for statements that take no parameters.
    ///
    /// - Throws: `.invalidUse` for a text that PostgreSQL cannot store, `.closed`.
    public func quoteLiteral(_ text: String) throws(PostgresError) -> String {
        try quote(text, PQescapeLiteral)
    }

    private func quote(
        _ text: String, _ escape: (OpaquePointer?, UnsafePointer<CChar>?, Int) -> UnsafeMutablePointer<CChar>?
    ) throws(PostgresError) -> String {
        let handle = try openHandle()
        try checkSendable(text)
        guard let quoted = escape(handle, text, text.utf8.count) else { throw failure(handle) }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }

    // MARK: The way to the server and back

    @discardableResult
    private func run(
        _ role: StatementGate.Role = .ordinary, sql: String? = nil, _ call: (OpaquePointer) -> OpaquePointer?
    ) throws(PostgresError) -> PostgresResult {
        let handle = try openHandle()
        if let sql { try checkSendable(sql) }
        try gate.begin(role)
        defer { gate.end() }
        let result = try accept(call(handle), handle)
        if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
            leaveCopy(handle, result.status)
            throw PostgresError(.invalidUse, "COPY with the client needs copyIn or copyOut")
        }
        return result
    }

    func openHandle() throws(PostgresError) -> OpaquePointer {
        guard let handle else { throw PostgresError(.closed, "the connection is closed") }
        return handle
    }

    /// C would take the text to end at a zero.
    func checkSendable(_ text: String) throws(PostgresError) {
        guard !text.utf8.contains(0) else {
            throw PostgresError(.invalidUse, "a zero character cannot be sent in SQL")
        }
    }

    /// Takes over what libpq answered; throws when it is an error.
    func accept(_ answer: OpaquePointer?, _ handle: OpaquePointer) throws(PostgresError) -> PostgresResult {
        guard let answer else { throw failure(handle) }
        let result = PostgresResult(answer)
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT:
            return result
        default:
            throw failure(handle, ServerFields(result: answer))
        }
    }

    func failure(_ handle: OpaquePointer) -> PostgresError {
        let kind = PQstatus(handle) == CONNECTION_BAD ? PostgresError.Kind.connectionLost : .invalidUse
        return PostgresError(kind, String(cString: PQerrorMessage(handle)).asSentence)
    }

    private func failure(_ handle: OpaquePointer, _ fields: ServerFields) -> PostgresError {
        if PQstatus(handle) == CONNECTION_BAD { return PostgresError(.connectionLost, fields) }
        if fields.refusesPreparedStatement { usesPreparedStatements = false }
        let isOurs = fields.sqlState == .queryCanceled && gate.isCancelled
        return PostgresError(isOurs ? .cancelled : .server, fields)
    }
}

extension ServerFields {
    /// Whether a prepared statement is not what this connection takes it for: a pooler changed the server connection,
    /// or a table changed beneath the statement.
    fileprivate var refusesPreparedStatement: Bool {
        switch sqlState {
        case .invalidStatementName, .duplicatePreparedStatement: true
        case .featureNotSupported: sourceFunction == "RevalidateCachedQuery"
        default: false
        }
    }
}
