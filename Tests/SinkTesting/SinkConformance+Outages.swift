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

    static func refusal(_ subject: some ConformanceSubject) async throws {
        let text = "\"" + String(repeating: "x", count: 1_100_000) + "\""
        let changes: [SampleChange] = [
            .insert(1, id: 1), .insert(2, id: 2, value: text), .insert(3, id: 3), .insert(4, id: 4, value: text),
            .insert(5, id: 5),
        ]
        let sink = try #require(try await subject.makePickySink())
        _ = try await sink.open()
        // As the pipeline does it: everything that can be delivered is, once and in order.
        var search = RefusalSearch(places: Array(changes.indices), tries: 2)
        var refused: [Int] = []
        loop: while true {
            switch search.next {
            case .done: break loop
            case .deliver(let places, _):
                do throws(SinkError) {
                    try await sink.deliver(.sample(places.map { changes[$0] }))
                    search.delivered()
                } catch {
                    #expect(error.kind == .rejected, "\(error)")
                    search.refused(delivered: error.delivered, at: error.refused)
                }
            case .giveUp(let place):
                refused.append(place)
                search.gaveUp()
            }
        }
        await sink.close()
        #expect(refused == [1, 3])
        try await expect([changes[0], changes[2], changes[4]], in: subject)
    }

    private static func outages(
        _ moment: Outage.Moment, of subject: some ConformanceSubject
    ) throws -> [Outage] {
        let outages = subject.outages.filter { $0.moment == moment }
        try #require(!outages.isEmpty, "the subject cannot be broken at this moment")
        return outages
    }
}
