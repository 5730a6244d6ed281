import Foundation
import Outbox
import SinkKit
import TailraceCore

/// Writes a range to a file or to standard output.
struct ReplayExport {
    let reader: RangeReader
    let source: SourceIdentity
    let total: Int64
    let rate: Int?

    /// - Parameters:
    ///   - output: a path, or `-` for standard output.
    ///   - from: the first sequence number.
    func write(to output: String, from: SequenceNumber) async throws {
        let file = try Self.open(output)
        let encoder = JSONLinesEncoder(source: source)
        var progress = ProgressBar(total: total)
        var last = SequenceNumber(rawValue: from.rawValue - 1)
        var sent = 0
        let began = ContinuousClock.now
        while true {
            let (batch, hasMore) = try await reader.read(after: last)
            if let batch {
                do {
                    try file.write(contentsOf: encoder.encode(batch).bytes)
                } catch {
                    throw Failure(
                        .failed,
                        "\(output == "-" ? "standard output" : output) cannot be written: \(error.localizedDescription)"
                    )
                }
                last = batch.changes.last?.sequence ?? last
                sent += batch.changes.count
                progress.show(Int64(sent))
            }
            guard hasMore else { break }
            if let rate { try await Task.sleep(until: began + .seconds(Double(sent) / Double(rate))) }
        }
        if output != "-" { try file.close() }
        progress.finish()
        Terminal.error("Done: \(Figures.changes(sent)) written.")
    }

    private static func open(_ output: String) throws -> FileHandle {
        guard output != "-" else { return .standardOutput }
        // Never over something that is there: it may be a sink's own file.
        let descriptor = Foundation.open(output, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard descriptor >= 0 else {
            let (code, reason) = (errno, String(cString: strerror(errno)))
            let remedy =
                switch code {
                case EEXIST: "name a file that does not exist yet"
                case ENOENT, ENOTDIR: "its folder must exist"
                default: "name another file"
                }
            throw Failure(.failed, "\(output) cannot be created: \(reason); \(remedy)")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
