import Foundation
import Relay
import ServiceLifecycle
import TailraceCore

/// Shows on a terminal, every few seconds, what the relay is doing.
struct ProgressService: Service {
    let meter: RelayMeter

    private static let interval = Duration.seconds(2)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var before = meter.all
            var shown = ContinuousClock.now
            while true {
                try await Task.sleep(for: Self.interval)
                let (now, readings) = (ContinuousClock.now, meter.all)
                for (name, reading) in readings.sorted(by: { $0.key < $1.key }) {
                    let rate =
                        Double(reading.delivered - (before[name]?.delivered ?? 0)) / shown.duration(to: now).seconds
                    Terminal.error(Self.line(name, reading, rate: rate))
                }
                (before, shown) = (readings, now)
            }
        }
    }

    private static func line(_ name: String, _ reading: RelayMeter.Reading, rate: Double) -> String {
        let time = Date.now.formatted(.iso8601.time(includingFractionalSeconds: false))
        if let trouble = reading.trouble { return "\(time)  \(name)  in trouble: \(trouble)" }
        guard rate > 0 || reading.isBehind else {
            return
                "\(time)  \(name)  idle  seq \(reading.last?.description ?? "-")  \(Figures.changes(reading.delivered)) delivered"
        }
        return """
            \(time)  \(name)  \(Figures.count(Int(rate.rounded())))/s  lag \(Figures.time(seconds: reading.lag))  \
            seq \(reading.last?.description ?? "-")  \(Figures.changes(reading.delivered)) delivered\
            \(reading.isBehind ? ", catching up" : "")
            """
    }
}
