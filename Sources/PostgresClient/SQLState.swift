/// A five-character SQLSTATE code, by which a program tells the server's errors apart in any language.
public struct SQLState: RawRepresentable, Hashable, Sendable {
    /// The code, such as `42P01`.
    public let rawValue: String

    /// Wraps a code as the server reported it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first two characters: the class of the condition, such as `08` for connection trouble.
    public var conditionClass: Substring { rawValue.prefix(2) }

    /// Whether the same work may well succeed later, with nobody changing anything.
    public var isTransient: Bool {
        switch self {
        case .adminShutdown, .crashShutdown, .cannotConnectNow, .idleSessionTimeout: true
        default: ["08", "40", "53"].contains(conditionClass)
        }
    }
}

extension SQLState {
    /// 0A000: the server does not support what was asked.
    public static let featureNotSupported = SQLState(rawValue: "0A000")
    /// 22P02: a text does not represent a value of its type.
    public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    /// 23503: a foreign key is violated.
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    /// 23505: a unique constraint is violated.
    public static let uniqueViolation = SQLState(rawValue: "23505")
    /// 25006: a write in a read-only transaction, as on a standby.
    public static let readOnlyTransaction = SQLState(rawValue: "25006")
    /// 26000: no prepared statement of that name.
    public static let invalidStatementName = SQLState(rawValue: "26000")
    /// 28000: this role may not connect, or not in this way.
    public static let invalidAuthorization = SQLState(rawValue: "28000")
    /// 28P01: wrong password.
    public static let invalidPassword = SQLState(rawValue: "28P01")
    /// 3D000: no such database.
    public static let undefinedDatabase = SQLState(rawValue: "3D000")
    /// 3F000: no such schema.
    public static let undefinedSchema = SQLState(rawValue: "3F000")
    /// 40001: the transaction cannot be serialised; run it again.
    public static let serializationFailure = SQLState(rawValue: "40001")
    /// 40P01: a deadlock; run the transaction again.
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    /// 42501: the role lacks a privilege.
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// 42703: no such column.
    public static let undefinedColumn = SQLState(rawValue: "42703")
    /// 42883: no such function.
    public static let undefinedFunction = SQLState(rawValue: "42883")
    /// 42P01: no such table.
    public static let undefinedTable = SQLState(rawValue: "42P01")
    /// 42P05: a prepared statement of that name exists already.
    public static let duplicatePreparedStatement = SQLState(rawValue: "42P05")
    /// 53300: the server has no free connection.
    public static let tooManyConnections = SQLState(rawValue: "53300")
    /// 55P03: a lock was not granted within `lock_timeout`, or at once under NOWAIT.
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    /// 57014: the statement was cancelled, by a request or by `statement_timeout`.
    public static let queryCanceled = SQLState(rawValue: "57014")
    /// 57P01: the server is shutting down, or an administrator ended the session.
    public static let adminShutdown = SQLState(rawValue: "57P01")
    /// 57P02: another backend crashed, and the server is recovering.
    public static let crashShutdown = SQLState(rawValue: "57P02")
    /// 57P03: the server is starting up, recovering or shutting down.
    public static let cannotConnectNow = SQLState(rawValue: "57P03")
    /// 57P05: the session was ended because it was idle for too long.
    public static let idleSessionTimeout = SQLState(rawValue: "57P05")
}
