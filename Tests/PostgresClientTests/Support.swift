import Foundation
import PostgresClient
import PostgresTesting
import Synchronization

/// Gives `body` a connection to a fresh database of the shared server, and the database.
func withDatabase(_ body: (PostgresConnection, TestDatabase) async throws -> Void) async throws {
    let database = try await PostgresCluster.shared().createDatabase("client")
    let connection = try await database.connect()
    try await body(connection, database)
    await connection.close()
    await database.drop()
}

/// A server that wants a password and offers TLS.
enum SecuredCluster {
    static let password = "s3cret pass/word%"

    private static let cluster = Task {
        var options = PostgresCluster.Options()
        options.password = password
        options.tls = true
        return try await PostgresCluster.start(options)
    }

    static func shared() async throws -> PostgresCluster {
        try await cluster.value
    }
}

/// Asks again and again until the answer is yes; each question is a round trip or a step of its own.
func waitUntil(_ what: String, _ isTrue: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while try await !isTrue() {
        guard ContinuousClock.now < deadline else { throw Overdue(what: what) }
        await Task.yield()
    }
}

struct Overdue: Error {
    let what: String
}

struct Refusal: Error, Equatable {}

/// A value that several tasks change.
final class Shared<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value { mutex.withLock { $0 } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        mutex.withLock { body(&$0) }
    }
}

/// A port that takes connections and never says a word.
final class SilentServer: Sendable {
    let port: Int
    private let descriptor: Int32

    init() throws {
        port = try freeLoopbackPort()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let outcome = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0, listen(descriptor, 8) == 0 else { throw Overdue(what: "a listening socket") }
    }

    deinit {
        close(descriptor)
    }
}
