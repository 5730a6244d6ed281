import Dispatch

/// Runs an actor on a serial queue of its own, so that calls that block never hold a thread of the shared pool.
public final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Makes an executor.
    /// - Parameter label: what debuggers show.
    public init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Takes the actor's next piece of work.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
