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
}
