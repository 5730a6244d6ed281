import Testing

extension Scenario {
    /// Checks that a sink has every stored change once, and those of one key in their order.
    func expectEverythingOnce(
        in events: [Event], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let live = events.filter { !$0.isReplayed }
        let stored = try await storedSequence()
        #expect(live.map(\.seq).sorted() == stored, sourceLocation: sourceLocation)
        for (key, changes) in Dictionary(grouping: live, by: { "\($0["table"] ?? .null) \($0["key"] ?? .null)" }) {
            let numbers = changes.map(\.seq)
            #expect(numbers == numbers.sorted(), "\(key)", sourceLocation: sourceLocation)
        }
    }
}
