import Foundation
import Synchronization

/// A TCP proxy on 127.0.0.1 that can do to connections what networks do.
public final class FaultProxy: Sendable {
    /// Where clients connect.
    public let port: Int
    private let listener: Socket
    private let state: ProxyState

    /// Starts a proxy.
    ///
    /// - Parameters:
    ///   - upstream: The server's port on 127.0.0.1. Nobody need listen there yet.
    ///   - greeting: How many answers a connection gets before its first request is one that matters: these are never
    ///     swallowed. With PostgreSQL two: to the question for TLS, and to the start-up message.
    /// - Throws: When there is no free port.
    public init(to upstream: Int, greeting: Int = 0) throws {
        let (listener, state) = (try Socket.listening(), ProxyState(greeting: greeting))
        self.listener = listener
        self.state = state
        port = listener.port
        Thread.detachNewThread {
            while let client = listener.accept() {
                guard state.weather != .refusing, let server = try? Socket.connected(to: upstream) else {
                    client.resetsOnClose()
                    continue
                }
                ProxiedConnection(client: client, server: server, state: state).start()
            }
        }
    }

    deinit {
        listener.shut(.both)
        cut(.reset)
    }

    /// What is done to what passes through from now on.
    public var weather: ProxyWeather {
        get { state.weather }
        set { state.weather = newValue }
    }

    /// How many connections pass through.
    public var connections: Int { state.connections.count }

    /// How many connections' clients have sent what nobody has read.
    public var unheardClients: Int { state.connections.count { $0.isUnheard } }

    /// Cuts all connections.
    public func cut(_ how: ProxyCut) {
        for connection in state.connections { connection.cut(how) }
    }

    /// Ends the way to the client on all connections, and leaves the way from it open: the client sees an orderly end,
    /// the server nothing.
    public func halfClose() {
        for connection in state.connections { connection.halfClose() }
    }

    /// Forgets all connections without a word to anybody: nothing comes through them any more, and nothing ends them. New
    /// ones are served.
    public func mute() {
        for connection in state.connections { connection.mute() }
    }

    /// Lets the next requests go through to the server, keeps its answers from the clients, and resets these
    /// connections: the server has done it, and the client never hears of it.
    ///
    /// - Parameter count: How many answers, in all.
    public func swallowAnswers(_ count: Int) {
        state.swallow(count)
    }

    /// How many answers are still to be swallowed.
    public var answersToSwallow: Int { state.answersToSwallow }
}
