import Foundation
import SinkKit
import TailraceCore

/// Appends changes to a file, each exactly once: its own position stands beside the file.
actor FileSink: Sink {
    private let configuration: FileSinkConfiguration
    private let context: SinkContext
    private let encoder: JSONLinesEncoder
    private let clock: @Sendable () -> Int64
    private let executor = BlockingExecutor(label: "tailrace.file-sink")
    private var file: ChangeFile?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes a sink that is not open yet.
    /// - Parameter clock: tells the microseconds since 1970-01-01 00:00 UTC.
    init(
        _ configuration: FileSinkConfiguration, context: SinkContext,
        clock: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000_000) }
    ) {
        self.configuration = configuration
        self.context = context
        self.clock = clock
        encoder = JSONLinesEncoder(source: context.source)
    }

    func open() throws(SinkError) -> Position? {
        do throws(FileTrouble) {
            if let file { return file.position }
            let file = try ChangeFile(
                FilePaths(data: configuration.path), rotation: configuration.rotation, context: context, clock: clock)
            self.file = file
            return file.position
        } catch {
            throw error.sinkError
        }
    }

    func deliver(_ batch: ChangeBatch) throws(SinkError) {
        guard let file else { throw SinkError(.transient, "the sink is not open") }
        let lines = encoder.encode(batch)
        if let limit = configuration.maxEvent, let place = lines.firstLonger(than: limit) {
            throw Self.tooLong(batch.changes[place], lines.length(place), limit, place)
        }
        do throws(FileTrouble) {
            switch batch.kind {
            case .live(let end): try file.append(lines.bytes, end: end)
            case .replay: try file.append(lines.bytes, end: nil)
            }
        } catch {
            throw error.sinkError
        }
    }

    private static func tooLong(_ change: Change, _ length: Int, _ limit: Int, _ place: Int) -> SinkError {
        SinkError(
            .rejected, "the event of seq \(change.sequence) takes \(length) bytes, more than max_event, \(limit)",
            refused: place)
    }

    func close() {
        file = nil
    }
}
