import Foundation

/// Runs an actor's jobs on one thread of its own, so that blocking calls never hold a thread of the shared pool.
///
/// The thread starts with the first job and ends after ``retire()``. A job that comes later still gets a thread, for as
/// long as it takes: an actor must be able to answer that it is closed.
final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
    private let name: String
    private let condition = NSCondition()
    // All below is guarded by `condition`.
    private var jobs: [UnownedJob] = []
    private var hasThread = false
    private var isRetired = false

    /// - Parameter name: What the system shows for the thread; it has room for 15 bytes.
    init(name: String) {
        self.name = String(decoding: name.utf8.prefix(15), as: UTF8.self)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            if hasThread {
                condition.signal()
            } else {
                hasThread = true
                startThread()
            }
        }
    }

    /// Lets the thread end once no job is left.
    func retire() {
        condition.withLock {
            isRetired = true
            condition.signal()
        }
    }

    /// Called with the lock held.
    private func startThread() {
        Thread.detachNewThread { [self] in
            // Foundation names no thread before its start is complete; the starter holds the lock until it is.
            condition.withLock { Thread.current.name = name }
            while let job = nextJob() { job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    private func nextJob() -> UnownedJob? {
        condition.withLock {
            while jobs.isEmpty {
                if isRetired {
                    hasThread = false
                    return nil
                }
                condition.wait()
            }
            return jobs.removeFirst()
        }
    }
}
