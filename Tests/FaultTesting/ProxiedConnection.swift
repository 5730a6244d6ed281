import Foundation
import Synchronization

/// A client's connection and its continuation to the server, with a thread for each direction.
final class ProxiedConnection: Sendable {
    private enum Direction {
        case request, answer
    }

    private let client: Socket
    private let server: Socket
    private let state: ProxyState
    private let isCut = Atomic(false)
    private let clientHearsNothing = Atomic(false)
    private let isMuted = Atomic(false)
    private let openDirections = Atomic(2)
    /// How many answers came to the client.
    private let answers = Atomic(0)

    /// How long a thread sleeps before it looks whether something has changed, in milliseconds.
    private static let patience: Int32 = 20

    init(client: Socket, server: Socket, state: ProxyState) {
        self.client = client
        self.server = server
        self.state = state
    }

    func start() {
        state.add(self)
        for direction in [Direction.request, .answer] {
            Thread.detachNewThread {
                self.pump(direction)
                if self.openDirections.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
                    self.state.remove(self)
                }
            }
        }
    }

    func cut(_ how: ProxyCut) {
        isCut.store(true, ordering: .releasing)
        for socket in [client, server] {
            switch how {
            // The threads let go of the sockets, and closing them sends the reset. This only wakes the threads.
            case .reset:
                socket.resetsOnClose()
                socket.shut(.reading)
            case .finish: socket.shut(.both)
            }
        }
    }

    func halfClose() {
        clientHearsNothing.store(true, ordering: .releasing)
        client.shut(.writing)
    }

    func mute() {
        isMuted.store(true, ordering: .releasing)
    }

    var isUnheard: Bool { client.wait(for: Int32(POLLIN), milliseconds: 0) }

    private var isOver: Bool { isCut.load(ordering: .acquiring) }

    private func pump(_ direction: Direction) {
        let (source, target) = direction == .request ? (client, server) : (server, client)
        do {
            while !isOver {
                guard state.weather != .silent, !isMuted.load(ordering: .acquiring) else {
                    pause(.milliseconds(Int(Self.patience)))
                    continue
                }
                guard source.wait(for: Int32(POLLIN), milliseconds: Self.patience) else { continue }
                let bytes = try source.receive()
                guard !isOver else { return }
                guard !isMuted.load(ordering: .acquiring) else { continue }
                guard !bytes.isEmpty else { return target.shut(.writing) }
                if direction == .answer, swallows() { return cut(.reset) }
                if direction == .answer, clientHearsNothing.load(ordering: .acquiring) { continue }
                try pass(bytes, to: target)
            }
        } catch {
            cut(.reset)
        }
    }

    private func swallows() -> Bool {
        let before = answers.add(1, ordering: .relaxed).oldValue
        return before >= state.greeting && state.takeAnswer()
    }

    private func pass(_ bytes: ArraySlice<UInt8>, to target: Socket) throws {
        var rest = bytes
        if case .delayed(let time) = state.weather { pause(time) }
        while !rest.isEmpty, !isOver {
            switch state.weather {
            case .silent:
                pause(.milliseconds(Int(Self.patience)))
            case .trickling(let time):
                rest = try rest.dropFirst(target.sendSome(rest.prefix(1)))
                pause(time)
            case .clear, .delayed, .refusing:
                guard target.wait(for: Int32(POLLOUT), milliseconds: Self.patience) else { continue }
                rest = try rest.dropFirst(target.sendSome(rest))
            }
        }
    }

    private func pause(_ time: Duration) {
        Thread.sleep(forTimeInterval: time / .seconds(1))
    }
}
