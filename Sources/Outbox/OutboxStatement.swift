import PostgresClient
import TailraceSQL

/// The statements that are run all the time. Those that read are planned anew each time, with the values known: a
/// generic plan does not know that a page is small. Those that write are prepared.
enum OutboxStatement {
    static let lookForStragglers = PostgresStatement(Queries.lookForStragglers.text)
    static let isFlushed = PostgresStatement(Queries.isFlushed.text)
    static let makeDurable = PostgresStatement(Queries.makeDurable.text)
    static let readStragglers = PostgresStatement(Queries.readStragglers.text)
    static let readRest = PostgresStatement(Queries.readRest.text)
    static let readRange = PostgresStatement(Queries.readRange.text)
    static let mark = PostgresStatement(Queries.mark.text, name: "tailrace_mark")
    static let keepChanges = PostgresStatement(Queries.keepChanges.text)
    static let readLevers = PostgresStatement(Queries.readLevers.text, name: "tailrace_read_levers")
    static let announceRelay = PostgresStatement(Queries.announceRelay.text, name: "tailrace_announce_relay")
    static let surveyRelays = PostgresStatement(Queries.surveyRelays.text, name: "tailrace_survey_relays")
    static let renewLease = PostgresStatement(Queries.renewLease.text, name: "tailrace_renew_lease")
    static let nextReplay = PostgresStatement(Queries.nextReplay.text, name: "tailrace_next_replay")
    static let advanceReplay = PostgresStatement(Queries.advanceReplay.text, name: "tailrace_advance_replay")
}
