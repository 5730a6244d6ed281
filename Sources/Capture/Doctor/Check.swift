import PostgresClient
import TailraceSQL

/// One look at the database: a query that returns what is wrong, with the statement that mends it.
struct Check: Sendable {
    /// What it looks at, for a role that may not see it.
    let subject: String
    let query: SQLFile
    var parameters: [PostgresParameter] = []

    /// Looks.
    /// - Throws: `PostgresError`.
    func run(_ session: PostgresSession) throws(PostgresError) -> [Finding] {
        var findings: [Finding] = []
        for row in try session.query(PostgresStatement(query.text), parameters) {
            guard let code = FindingCode(rawValue: try row.get("code")) else { continue }
            findings.append(
                Finding(
                    code, subject: try row.get("subject"), problem: try row.get("problem"),
                    repair: try row.get("repair")))
        }
        return findings
    }

    /// Everything that is looked at beside what setup would do.
    /// - Parameter sinks: the names of the configured sinks.
    static func all(_ limits: Doctor.Limits, sinks: [String]) -> [Check] {
        [
            Check(subject: "triggers", query: Queries.doctorEarlyTriggers),
            Check(subject: "casts", query: Queries.doctorCasts),
            Check(subject: "tables", query: Queries.doctorTables),
            Check(
                subject: "outbox", query: Queries.doctorOutbox, parameters: [.integer(limits.outboxBytes)]),
            Check(subject: "omitted images", query: Queries.doctorOmissions),
            Check(subject: "housekeeper", query: Queries.doctorHousekeeping),
            Check(subject: "default segment", query: Queries.doctorDefaultSegment),
            Check(subject: "rights", query: Queries.doctorRights),
            Check(subject: "settings of roles", query: Queries.doctorReplicaRole),
            Check(subject: "settings of the server", query: Queries.doctorServer),
            Check(
                subject: "transactions", query: Queries.doctorTransactions,
                parameters: [.double(limits.transaction.seconds)]),
            Check(
                subject: "transaction ids", query: Queries.doctorHorizon,
                parameters: [.integer(limits.frozenAge), .integer(limits.visibleAge)]),
            Check(subject: "sessions", query: Queries.doctorHidden),
            Check(subject: "sinks", query: Queries.doctorSinks, parameters: [.texts(sinks)]),
        ]
    }
}
