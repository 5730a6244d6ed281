import Foundation
import SinkKit
import TailraceCore

/// Writes changes to standard output. It keeps no position.
actor StdoutSink: Sink {
    private let encoder: JSONLinesEncoder
    private let output: OutputStreamDescriptor
    private let executor = BlockingExecutor(label: "tailrace.stdout-sink")
    /// What is missing of a line that a failed delivery began; written first, so that every line stays whole.
    private var restOfLine: ArraySlice<UInt8> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes a sink.
    /// - Parameter descriptor: where to write to. It is not closed.
    init(_ context: SinkContext, descriptor: Int32 = STDOUT_FILENO) {
        encoder = JSONLinesEncoder(source: context.source)
        output = OutputStreamDescriptor(descriptor: descriptor)
    }

    func open() -> Position? { nil }

    func deliver(_ batch: ChangeBatch) throws(SinkError) {
        if let trouble = output.write(&restOfLine) { throw trouble.sinkError(delivered: 0) }
        let lines = encoder.encode(batch)
        var rest = lines.bytes[...]
        if let trouble = output.write(&rest) {
            let delivered = lines.ends.count { $0 <= rest.startIndex }
            let isBroken = rest.startIndex > (delivered > 0 ? lines.ends[delivered - 1] : 0)
            if isBroken { restOfLine = rest[..<lines.ends[delivered]] }
            throw trouble.sinkError(delivered: delivered)
        }
        FaultPoint.reach(.afterWrite)
    }

    func close() {}
}
