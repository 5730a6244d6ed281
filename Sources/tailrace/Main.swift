import Dispatch
import Foundation

/// Where the program begins.
@main
enum Main {
    static func main() {
        occupyStandardDescriptors()
        Task {
            await Tailrace.main()
            exit(0)
        }
        dispatchMain()
    }

    /// Opens what the caller has closed of standard input, output and error, before anything else gets these numbers: results
    /// and log lines would be written to it. Nothing can be written to what is opened here, so that it is an error to try.
    private static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDONLY)
        }
    }
}
