import PostgresClient

/// What was committed, as the application's own tables tell it.
struct StormTruth {
    /// The last version of each key.
    let versions: [Int: Int64]
    /// The sequence numbers in the outbox.
    let seqs: Set<Int64>

    init(_ connection: PostgresConnection) async throws {
        var versions: [Int: Int64] = [:]
        for row in try await connection.query("select key::bigint, version from public.counter where version > 0") {
            versions[try row.get("key")] = try row.get("version")
        }
        self.versions = versions
        seqs = Set(try await connection.query("select seq from tailrace.outbox").map { try $0.get("seq") })
    }
}

/// What a reader made of it.
struct StormVerdict: CustomStringConvertible {
    /// In the outbox, and never read.
    let missing: Int
    /// Read more often than once.
    let repeated: Int
    /// Read, and not in the outbox.
    let unknown: Int
    /// Keys whose versions were not read as 1, 2, 3 … up to the last.
    let wrongKeys: [Int]

    init(_ events: [StormEvent], _ truth: StormTruth) {
        let read = Set(events.map(\.seq))
        missing = truth.seqs.subtracting(read).count
        repeated = events.count - read.count
        unknown = read.subtracting(truth.seqs).count
        var streams: [Int: [Int64]] = [:]
        for (key, version) in events.lazy.flatMap(\.versions) { streams[key, default: []].append(version) }
        wrongKeys = Set(streams.keys).union(truth.versions.keys).filter { key in
            streams[key, default: []] != Array(1..<truth.versions[key, default: 0] + 1)
        }.sorted()
    }

    var isRight: Bool { missing == 0 && repeated == 0 && unknown == 0 && wrongKeys.isEmpty }

    var description: String {
        let keys = "\(wrongKeys.count) keys with a wrong history \(wrongKeys.prefix(10))"
        return "\(missing) missing, \(repeated) repeated, \(unknown) unknown, \(keys)"
    }
}
