/// What a proxy does to what passes through it.
public enum ProxyWeather: Sendable, Equatable {
    /// Nothing.
    case clear
    /// Every portion comes so much later.
    case delayed(Duration)
    /// Every byte comes by itself, each so much after the one before.
    case trickling(Duration)
    /// A black hole: connections are accepted, and nothing comes through until the weather changes. As packets that were
    /// lost on the way are sent again, what was written in the meantime then arrives.
    case silent
    /// New connections are reset at once.
    case refusing
}

/// How a proxy cuts a connection.
public enum ProxyCut: Sendable, CaseIterable {
    /// Both sides see a reset (RST).
    case reset
    /// Both sides see an orderly end (FIN).
    case finish
}
