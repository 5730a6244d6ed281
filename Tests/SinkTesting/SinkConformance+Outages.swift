import SinkKit
import TailraceCore
import Testing

extension SinkConformance {
    static func outageWhileClosed(_ subject: some ConformanceSubject) async throws {
        var delivered: [SampleChange] = [.insert(1)]
        try await deliver(.sample(delivered), to: subject)
        for outage in try outages(.closed, of: subject) {
            let sink = try await subject.makeSink()
            let next = SampleChange.update(Int64(delivered.count + 1), to: "2")
            try await outage.begin()
            let error = try await failure(of: outage.name) { () throws(SinkError) in
                _ = try await sink.open()
                try await sink.deliver(.sample([next]))
            }
            #expect(error.kind == outage.kind, "\(outage.name): \(error)")
            await sink.close()
            try await outage.end()
            _ = try await sink.open()
            try await sink.deliver(.sample([next]))
            await sink.close()
            delivered.append(next)
        }
        try await expect(delivered, in: subject)
    }

    static func outageWhileOpen(_ subject: some ConformanceSubject) async throws {
        var delivered: [SampleChange] = [.insert(1)]
        try await deliver(.sample(delivered), to: subject)
        for outage in try outages(.open, of: subject) {
            for isReopened in [false, true] {
                let next = SampleChange.update(Int64(delivered.count + 1), to: "2")
                let sink = try await subject.makeSink()
                _ = try await sink.open()
                try await outage.begin()
                for _ in 1...2 {
                    let error = try await failure(of: outage.name) { () throws(SinkError) in
                        try await sink.deliver(.sample([next]))
                    }
                    #expect(error.kind == outage.kind, "\(outage.name): \(error)")
                    #expect(error.delivered == 0)
                }
                try await outage.end()
                if isReopened {
                    await sink.close()
                    _ = try await sink.open()
                }
                try await sink.deliver(.sample([next]))
                await sink.close()
                delivered.append(next)
            }
        }
        try await expect(delivered, in: subject)
    }

    static func partialFailure(_ subject: some ConformanceSubject) async throws {
        var delivered: [SampleChange] = [.insert(1)]
        try await deliver(.sample(delivered), to: subject)
        for outage in try outages(.midBatch, of: subject) {
            let text = "\"" + String(repeating: "x", count: 10_000) + "\""
            let first = delivered.count + 1
            let changes = (first..<first + 100).map { SampleChange.insert(Int64($0), id: $0, value: text) }
            let sink = try await subject.makeSink()
            _ = try await sink.open()
            try await outage.begin()
            let error = try await failure(of: outage.name) { () throws(SinkError) in
                try await sink.deliver(.sample(changes))
            }
            #expect(error.kind == outage.kind, "\(outage.name): \(error)")
            try await outage.end()
            try await sink.deliver(ChangeBatch.sample(changes).dropping(first: error.delivered))
            await sink.close()
            delivered += changes
        }
        try await expect(delivered, in: subject)
    }

    private static func outages(
        _ moment: Outage.Moment, of subject: some ConformanceSubject
    ) throws -> [Outage] {
        let outages = subject.outages.filter { $0.moment == moment }
        try #require(!outages.isEmpty, "the subject cannot be broken at this moment")
        return outages
    }
}
