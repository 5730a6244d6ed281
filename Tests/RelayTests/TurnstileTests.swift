import Testing

@testable import Relay

struct TurnstileTests {
    @Test func oneTaskIsThroughAtATime() async {
        let turnstile = Turnstile()
        let inside = Shared((now: 0, most: 0, total: 0))
        await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    await turnstile.pass {
                        inside.change { state in
                            state.now += 1
                            state.most = max(state.most, state.now)
                            state.total += 1
                        }
                        await Task.yield()
                        inside.change { $0.now -= 1 }
                    }
                }
            }
        }
        #expect(inside.value.most == 1)
        #expect(inside.value.total == 100)
    }

    @Test func whoComesFirstPassesFirst() async {
        let turnstile = Turnstile()
        let order = Shared<[Int]>([])
        let (opened, open) = AsyncStream<Void>.makeStream()
        await withTaskGroup { group in
            group.addTask { await turnstile.pass { for await _ in opened { break } } }
            while !turnstile.isTaken { await Task.yield() }
            for number in 0..<5 {
                group.addTask { await turnstile.pass { order.change { $0.append(number) } } }
                while turnstile.waitingCount <= number { await Task.yield() }
            }
            open.yield()
        }
        #expect(order.value == [0, 1, 2, 3, 4])
    }

    @Test func anErrorLetsTheNextOneThrough() async throws {
        struct Refused: Error {}
        let turnstile = Turnstile()
        await #expect(throws: Refused.self) { try await turnstile.pass { throw Refused() } }
        #expect(await turnstile.pass { 7 } == 7)
    }
}
