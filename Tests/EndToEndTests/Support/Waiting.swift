import Foundation

/// What a test cannot go on with.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Asks until the answer is yes.
func wait(
    until what: String, within limit: Duration = .seconds(180), _ isTrue: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isTrue() {
        guard ContinuousClock.now < deadline else { throw Complaint("not within \(limit): \(what)") }
        // Between two questions only: leaves the processor to those who are asked.
        try await Task.sleep(for: .milliseconds(20))
    }
}
