import Foundation
import Outbox
import TailraceCore

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
        return (lines + relayLines + outboxLines).joined(separator: "\n")
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
        for pause in sink.pauses {
            let what = pause.table.map { "\(RelationName(schema: pause.schema ?? "", name: $0)) by" } ?? "by"
            lines.append(
                "  paused     \(what) \(pause.by), \(age(pause.at)) ago\(pause.reason.map { ": \($0)" } ?? "")")
        }
        if sink.deadLetters + sink.held > 0 {
            lines.append(
                "  kept aside \(Figures.count(sink.deadLetters)) refused, \(Figures.count(sink.held)) waiting; see `tailrace dead-letters list`"
            )
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

    private var relayLines: [String] {
        guard !status.relays.isEmpty else { return [] }
        let lines = status.relays.map { relay in
            let work =
                relay.isAlive
                ? relay.serving.isEmpty ? "stands by" : "serves \(relay.serving.joined(separator: ", "))"
                : "has died, or cannot reach the database"
            return "  \(relay.name)  \(work), started \(age(relay.startedAt)) ago"
        }
        return ["Relays"] + lines + [""]
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
        return lines + housekeepingLines
    }

    private var housekeepingLines: [String] {
        let house = status.housekeeping
        var lines: [String] = []
        let keeper = house.keeper.map { "by \($0)" } ?? "by nobody: no relay is running"
        let kept = house.retentionSeconds.map { "kept for \(Figures.time(seconds: $0)) once delivered, " } ?? ""
        lines.append("  retention  \(kept)looked after \(keeper)")
        if let maximum = house.maximumBytes {
            let size = status.outbox.bytes > maximum ? "LARGER THAN" : "of at most"
            lines.append("  size       \(size) \(Figures.bytes(maximum)), on_full: \(house.onFull ?? "alert")")
        }
        if house.isPaused {
            lines.append("  PAUSED     the outbox is full, and changes are not captured until there is room")
        }
        if house.gaps > 0 {
            lines.append(
                "  gaps       \(Figures.count(house.gaps, "gap", "gaps")) in what was captured: see tailrace.gap")
        }
        for holder in house.holders {
            lines.append("  held back  \(Figures.bytes(holder.bytes)) in closed segments by \(holder.name)")
        }
        for segment in house.segments where segment.isUsed {
            lines.append("  segment    \(describe(segment, house))")
        }
        if let trouble = house.trouble {
            lines.append("  trouble    \(trouble)")
        }
        return lines
    }

    private func describe(_ segment: SegmentFacts, _ house: HousekeepingStatus) -> String {
        let range = segment.firstSeq.flatMap { first in segment.lastSeq.map { ", seq \(first) to \($0)" } } ?? ""
        let number = segment.number.map { "\($0)" } ?? "default (the pointer named one that is not there)"
        func since(_ moment: Int64?) -> String {
            Figures.time(seconds: max(0, Double(house.now - (moment ?? house.now)) / 1e6))
        }
        let state = segment.isCurrent ? "open for \(since(segment.openedAt))" : "closed \(since(segment.closedAt)) ago"
        return "\(number): \(Figures.bytes(segment.bytes))\(range), \(state)"
    }

    private func age(_ microseconds: Int64) -> String {
        Figures.time(seconds: max(0, now.timeIntervalSince1970 - Double(microseconds) / 1e6))
    }
}
