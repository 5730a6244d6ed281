import Foundation
import Testing

@testable import FaultTesting

@Suite struct FaultProxyTests {
    private let server: EchoServer
    private let proxy: FaultProxy

    init() throws {
        server = try EchoServer()
        proxy = try FaultProxy(to: server.port)
    }

    private func connect() throws -> Socket {
        let client = try Socket.connected(to: proxy.port)
        try client.send("hello")
        #expect(try client.read(5) == "hello")
        return client
    }

    /// Asks until the answer is yes.
    private func wait(_ isTrue: () -> Bool) {
        while !isTrue() { usleep(1_000) }
    }

    @Test func passesBytesBothWays() throws {
        let client = try connect()
        let text = String(repeating: "0123456789", count: 20_000)
        Thread.detachNewThread { try? client.send(text) }
        #expect(try client.read(text.utf8.count) == text)
        client.shut(.writing)
        #expect(try client.read(1) == "")
        wait { server.ended == 1 && proxy.connections == 0 }
    }

    @Test func cutsWithAReset() throws {
        let client = try connect()
        proxy.cut(.reset)
        #expect(throws: Socket.Failure.self) { try client.read(1) }
        wait { server.ended == 1 && proxy.connections == 0 }
        _ = try connect()
    }

    @Test func cutsInAnOrderlyWay() throws {
        let client = try connect()
        proxy.cut(.finish)
        #expect(try client.read(1) == "")
        wait { server.ended == 1 && proxy.connections == 0 }
    }

    @Test func closesOneHalf() throws {
        let client = try connect()
        proxy.halfClose()
        #expect(try client.read(1) == "")
        #expect(server.ended == 0)
        try client.send("more")
        wait { server.received == 9 }
    }

    @Test func delays() throws {
        let client = try connect()
        proxy.weather = .delayed(.milliseconds(100))
        let began = ContinuousClock.now
        try client.send("x")
        #expect(try client.read(1) == "x")
        #expect(began.duration(to: .now) >= .milliseconds(200), "both ways")
    }

    @Test func tricklesByteByByte() throws {
        let client = try connect()
        proxy.weather = .trickling(.milliseconds(2))
        let text = String(repeating: "x", count: 50)
        let began = ContinuousClock.now
        try client.send(text)
        #expect(try client.read(50) == text)
        #expect(began.duration(to: .now) >= .milliseconds(100))
    }

    @Test func isSilentAndThenPassesOnWhatItHeld() throws {
        let client = try connect()
        proxy.weather = .silent
        // What was on its way already may still come through.
        usleep(100_000)
        try client.send("held")
        let late = try Socket.connected(to: proxy.port)
        try late.send("late")
        #expect(!client.wait(for: Int32(POLLIN), milliseconds: 200))
        #expect(!late.wait(for: Int32(POLLIN), milliseconds: 50))
        #expect(server.received == 5)
        proxy.weather = .clear
        #expect(try client.read(4) == "held")
        #expect(try late.read(4) == "late")
    }

    @Test func forgetsConnections() throws {
        let client = try connect()
        proxy.mute()
        usleep(100_000)
        try client.send("x")
        #expect(!client.wait(for: Int32(POLLIN), milliseconds: 200))
        #expect(server.ended == 0)
        _ = try connect()
    }

    @Test func refuses() throws {
        let client = try connect()
        proxy.weather = .refusing
        #expect(throws: Socket.Failure.self) {
            let refused = try Socket.connected(to: proxy.port)
            // The reset may come before or after this.
            try refused.send("x")
            guard try !refused.read(1).isEmpty else { return }
        }
        try client.send("still")
        #expect(try client.read(5) == "still")
    }

    @Test func swallowsAnAnswerThatTheServerGave() throws {
        let client = try connect()
        proxy.swallowAnswers(1)
        try client.send("done")
        #expect(throws: Socket.Failure.self) { try client.read(4) }
        #expect(server.received == 9)
        #expect(proxy.answersToSwallow == 0)
        _ = try connect()
    }

    @Test func leavesTheGreetingAlone() throws {
        let polite = try FaultProxy(to: server.port, greeting: 1)
        polite.swallowAnswers(1)
        let client = try Socket.connected(to: polite.port)
        try client.send("hello")
        #expect(try client.read(5) == "hello")
        try client.send("done")
        #expect(throws: Socket.Failure.self) { try client.read(4) }
    }

    @Test func resetsClientsOfAServerThatIsNotThere() throws {
        let nobody = try Socket.listening().port
        let proxy = try FaultProxy(to: nobody)
        #expect(throws: Socket.Failure.self) {
            let client = try Socket.connected(to: proxy.port)
            try client.send("x")
            _ = try client.read(1)
        }
    }
}
