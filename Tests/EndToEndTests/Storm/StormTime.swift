import ChanceTesting

extension SeededGenerator {
    /// Some milliseconds.
    mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration {
        .milliseconds(Int.random(in: range, using: &self))
    }
}

/// Lets time pass as a part of the workload: never to wait for something.
func hold(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
}
