import Synchronization

/// What the connections of a proxy have in common.
final class ProxyState: Sendable {
    private struct Values {
        var weather = ProxyWeather.clear
        var answersToSwallow = 0
        var connections: [ObjectIdentifier: ProxiedConnection] = [:]
    }

    let greeting: Int
    private let values = Mutex(Values())

    init(greeting: Int) {
        self.greeting = greeting
    }

    var weather: ProxyWeather {
        get { values.withLock(\.weather) }
        set { values.withLock { $0.weather = newValue } }
    }

    var answersToSwallow: Int { values.withLock(\.answersToSwallow) }

    func swallow(_ count: Int) {
        values.withLock { $0.answersToSwallow = count }
    }

    /// Whether one more answer is to be swallowed, which is then counted.
    func takeAnswer() -> Bool {
        values.withLock { values in
            guard values.answersToSwallow > 0 else { return false }
            values.answersToSwallow -= 1
            return true
        }
    }

    var connections: [ProxiedConnection] { values.withLock { Array($0.connections.values) } }

    func add(_ connection: ProxiedConnection) {
        values.withLock { $0.connections[ObjectIdentifier(connection)] = connection }
    }

    func remove(_ connection: ProxiedConnection) {
        _ = values.withLock { $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
    }
}
