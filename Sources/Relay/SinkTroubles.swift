import Logging
import Outbox
import PostgresClient
import SinkKit
import TailraceCore

/// Says what goes wrong with a sink: in the log, on the progress line, and in the sink's row where it can be reached.
struct SinkTroubles: Sendable {
    let sink: String
    let ledger: SinkLedger
    let options: RelayOptions
    let meter: RelayMeter
    let logger: Logger

    /// Repeats what fails until it works, and says so.
    func retrying<T>(_ what: String, _ lease: Lease?, _ body: () async throws -> T) async throws -> T {
        try await backoff.run(
            isHopeless: { ($0 as? SinkError)?.kind == .ended },
            onFailure: { await note($0, what, $1, $2, lease) },
            onRecovery: { logger.notice("over: \(what)") }, body)
    }

    func note(_ error: any Error, _ what: String, _ failures: Int, _ wait: Duration, _ lease: Lease?) async {
        let kind =
            (error as? SinkError)?.kind.description
            ?? (error is PostgresError ? "database" : error is AsideIsFull ? AsideIsFull.kind.description : "error")
        let message = "\(what): \(Self.describe(error))"
        let level: Logger.Level = kind == SinkError.Kind.needsOperator.description ? .error : .warning
        logger.log(
            level: backoff.isWorthALine(failures, wait) ? level : .debug, "\(message)",
            metadata: ["failures": "\(failures)", "next_try_in": "\(wait.seconds.formatted(decimals: 1)) s"])
        meter.failed("\(error)", sink: sink)
        guard let lease else { return }
        let trouble = SinkTrouble(kind: kind, message: message, failures: failures, nextTry: wait)
        // Where the database is the trouble, there is nowhere to put it.
        try? await ledger.report(.retrying, trouble, lease)
    }

    /// An error, and what to do about it where the relay's role lacks a right.
    private static func describe(_ error: any Error) -> String {
        guard (error as? PostgresError)?.sqlState == .insufficientPrivilege else { return "\(error)" }
        return "\(error). A relay's role gets its rights from: tailrace setup --relay-role ROLE"
    }

    private var backoff: Backoff { Backoff(base: options.retryBase, cap: options.retryCap) }
}

extension Double {
    /// In decimal digits.
    func formatted(decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return "\((self * scale).rounded() / scale)"
    }
}
