import Capture

extension TailraceConfiguration {
    /// Looks for what could lose changes, or reorder them.
    var doctor: Doctor {
        let setup = Setup(
            tables: tables, sourceName: source, lockTimeout: .seconds(5), capturesDDL: captureDDL)
        return Doctor(setup, sinks: sinks.map(\.name))
    }
}
