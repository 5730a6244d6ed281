import Foundation
import Outbox

/// What `status` shows to people.
struct StatusPage {
    let status: Status
    /// The names in the configuration, when there is one.
    let configured: [String]?
    let now: Date

    var text: String {
        var lines = ["Source \(status.source)", ""]
        for sink in status.sinks {
            lines += self.lines(of: sink) + [""]
        }
        for name in (configured ?? []).filter({ name in !status.sinks.contains { $0.name == name } }) {
            lines += ["Sink \(name): not started yet; it begins when `tailrace run` first serves it", ""]
        }
        if status.sinks.isEmpty, configured?.isEmpty ?? true {
            lines += ["No sink has been started yet: see `tailrace run`", ""]
        }
        return (lines + outboxLines).joined(separator: "\n")
    }

    private func lines(of sink: SinkStatus) -> [String] {
        let owner = sink.owner.map { " by \($0)" } ?? ""
        let pending =
            sink.pending == 0
            ? "nothing pending"
            : """
            \(sink.pendingIsEstimate ? "about " : "")\(Figures.changes(sink.pending)) pending, lag \
            \(Figures.time(seconds: sink.lagSeconds))
            """
        var lines = [
            "Sink \(sink.name) (\(sink.type)): \(sink.state)\(owner)",
            "  position   seq \(sink.highestSeq), \(pending)",
            "  delivered  \(Figures.changes(sink.delivered))"
                + (sink.lastDeliveredAt.map { ", the last \(age($0)) ago" } ?? ""),
        ]
        if let isConfigured = configured?.contains(sink.name), !isConfigured {
            lines.append("  note       the configuration does not name it any more")
        }
        if let trouble = sink.lastError {
            // Of a relay that has gone, only what it said last is left.
            let next = (sink.owner == nil || sink.state == "abandoned" ? nil : trouble.nextTryAt).map { nextTry in
                let wait = Double(nextTry) / 1e6 - now.timeIntervalSince1970
                return wait > 0 ? "; next try in \(Figures.time(seconds: wait))" : "; trying again"
            }
            let failures = trouble.failures == 1 ? "1 failure" : "\(trouble.failures) failures in a row"
            lines.append("  trouble    \(trouble.message)")
            lines.append("             \(trouble.kind), \(failures), \(age(trouble.at)) ago\(next ?? "")")
        }
        return lines
    }

    private var outboxLines: [String] {
        let outbox = status.outbox
        var lines = [
            """
            Outbox: \(outbox.rowsIsEstimate ? "about " : "")\(Figures.changes(outbox.rows)), \
            \(Figures.bytes(outbox.bytes)) in \(outbox.segments) segments\
            \(outbox.currentSegment.map { ", writing to number \($0)" } ?? "")
            """
        ]
        if let oldest = outbox.oldestSeq, let age = outbox.oldestAgeSeconds {
            lines.append(
                "  stored     seq \(oldest) to \(outbox.newestSeq), the oldest \(Figures.time(seconds: age)) old")
        }
        if outbox.openTransactions > 0 {
            let oldest = outbox.oldestOpenSeconds.map { ", the oldest for \(Figures.time(seconds: $0))" } ?? ""
            lines.append(
                "  open       \(Figures.count(outbox.openTransactions, "capturing transaction has", "capturing transactions have")) not ended yet\(oldest)"
            )
        }
        return lines
    }

    private func age(_ microseconds: Int64) -> String {
        Figures.time(seconds: max(0, now.timeIntervalSince1970 - Double(microseconds) / 1e6))
    }
}
