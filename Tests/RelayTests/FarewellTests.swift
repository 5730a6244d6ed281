import Testing

@testable import Relay

struct FarewellTests {
    @Test func itIsSaidThoughTheTaskIsCancelled() async {
        let said = Shared(false)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await Farewell.say {
                    try Task.checkCancellation()
                    said.change { $0 = true }
                }
            }
            group.cancelAll()
        }
        #expect(said.value)
    }

    @Test func whoeverDoesNotListenIsLeft() async {
        let (deafness, end) = AsyncStream.makeStream(of: Never.self)
        let said = Shared(false)
        await Farewell.say(within: .milliseconds(10)) {
            // Not even the cancellation ends it.
            await Task { for await _ in deafness {} }.value
            said.change { $0 = true }
        }
        #expect(!said.value)
        end.finish()
    }
}
