import Configuration
import PostgresClient
import SinkKit

/// Why a command failed, and with which exit code.
struct Failure: Error, CustomStringConvertible {
    enum Code: Int32 {
        case failed = 1
        case usage = 64
        case unreachable = 69
        case configuration = 78
    }

    let code: Code
    let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// Finds the exit code of an error.
    init(_ error: any Error, endpoint: String?) {
        switch error {
        case let failure as Failure:
            self = failure
        case let error as ConfigurationError:
            self.init(.configuration, "\(error)")
        case let error as PostgresError where error.kind == .connectionFailed:
            self.init(
                .unreachable,
                "the database \(endpoint ?? "") cannot be reached: \(error)"
            )
        case let error as PostgresError where error.kind == .connectionRejected:
            self.init(
                .unreachable, "the database \(endpoint ?? "") refuses the connection: \(error)\(Self.remedy(error))")
        case let error as PostgresError where error.kind == .connectionLost:
            self.init(.unreachable, "the connection to the database \(endpoint ?? "") was lost: \(error); try again")
        case let error as PostgresError where error.sqlState == .insufficientPrivilege:
            self.init(
                .failed,
                """
                the database refused: \(error); connect as a role that may, such as the one that ran `tailrace setup`. For \
                all but setup, uninstall, forget and re-anchor, that one can let another: tailrace setup --relay-role ROLE
                """)
        case let error as PostgresError:
            self.init(.failed, "the database refused: \(error)")
        case let error as SinkError:
            self.init(error.kind == .transient ? .unreachable : .failed, "\(error)")
        default:
            self.init(.failed, "\(error)")
        }
    }

    private static func remedy(_ error: PostgresError) -> String {
        switch error.sqlState {
        case .invalidPassword, .invalidAuthorization: "; check the user name and the password (PGPASSWORD, ~/.pgpass)"
        case .undefinedDatabase: "; check the database's name"
        case .tooManyConnections: "; the server has no connection left"
        default: ""
        }
    }
}
