import Foundation
import SinkKit
import TailraceCore

/// A file descriptor that is written to from its present place on: a pipe, a terminal, a file.
struct OutputStreamDescriptor: Sendable {
    let descriptor: Int32

    /// How often to look whether the delivery was cancelled while nobody reads, in milliseconds.
    private static let patience: Int32 = 100

    /// Why not everything could be written.
    enum Trouble: Equatable {
        case cancelled
        case system(Int32)

        func sinkError(delivered: Int) -> SinkError {
            switch self {
            case .cancelled:
                SinkError(.transient, "the delivery was cancelled", delivered: delivered)
            case .system(EPIPE):
                SinkError(.ended, "standard output was closed", delivered: delivered)
            case .system(let code):
                SinkError(
                    .needsOperator, "standard output cannot be written: \(String(cString: strerror(code)))",
                    remedy: "see to where it leads; delivery then goes on by itself", delivered: delivered)
            }
        }
    }

    /// Writes bytes, and waits for a slow reader.
    /// - Parameter bytes: loses from its start what has been written.
    /// - Returns: why not all could be written.
    func write(_ bytes: inout ArraySlice<UInt8>) -> Trouble? {
        while !bytes.isEmpty {
            var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            if poll(&request, 1, Self.patience) <= 0 {
                if Task.isCancelled { return .cancelled }
                continue
            }
            // As much as a pipe that has room takes at once: a blocking one then never holds the thread.
            let count = bytes.prefix(Int(PIPE_BUF)).withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
                if !bytes.isEmpty { FaultPoint.reach(.midWrite) }
            } else if errno != EINTR, errno != EAGAIN {
                return .system(errno)
            }
        }
        return nil
    }
}
