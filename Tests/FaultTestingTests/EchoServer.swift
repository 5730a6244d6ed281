import Foundation
import Synchronization

@testable import FaultTesting

/// A server that sends everything back, and counts.
final class EchoServer: Sendable {
    private let listener: Socket
    private let tally = Tally()

    var port: Int { listener.port }
    /// How many bytes have arrived.
    var received: Int { tally.count.load(ordering: .acquiring) }
    /// How many connections have ended.
    var ended: Int { tally.ends.load(ordering: .acquiring) }

    init() throws {
        let (listener, tally) = (try Socket.listening(), tally)
        self.listener = listener
        Thread.detachNewThread {
            while let client = listener.accept() {
                Thread.detachNewThread { tally.serve(client) }
            }
        }
    }

    deinit {
        listener.shut(.both)
    }

    private final class Tally: Sendable {
        let count = Atomic(0)
        let ends = Atomic(0)

        func serve(_ client: Socket) {
            while let bytes = try? client.receive(), !bytes.isEmpty {
                count.add(bytes.count, ordering: .acquiringAndReleasing)
                try? client.sendAll(bytes)
            }
            ends.add(1, ordering: .acquiringAndReleasing)
        }
    }
}

extension Socket {
    func sendAll(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            _ = wait(for: Int32(POLLOUT), milliseconds: 1_000)
            rest = try rest.dropFirst(sendSome(rest))
        }
    }

    func send(_ text: String) throws {
        try sendAll(ArraySlice(text.utf8))
    }

    /// Reads so many bytes, or up to the end.
    func read(_ count: Int) throws -> String {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let next = try receive()
            if next.isEmpty { break }
            bytes += next
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
